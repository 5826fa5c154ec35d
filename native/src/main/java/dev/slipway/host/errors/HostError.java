package dev.slipway.host.errors;

/** Every error that the host (its processes, files, QEMU and libvirt) can cause, with its exit code. */
public enum HostError implements ErrorCode {
    /** A program that Slipway needs is not installed. */
    PROGRAM_MISSING("ProgramMissing", ExitCode.HYPERVISOR_FAILED),
    /** A program ended with a failure. */
    PROGRAM_FAILED("ProgramFailed", ExitCode.HYPERVISOR_FAILED),
    /** A program did not end by its deadline and was ended. */
    PROGRAM_TIMED_OUT("ProgramTimedOut", ExitCode.TIMED_OUT),
    /** What was waited for did not happen by its deadline. */
    TIMED_OUT("TimedOut", ExitCode.TIMED_OUT),
    /** The user ended the command while it worked; what was begun has been undone. */
    INTERRUPTED("Interrupted", ExitCode.INTERRUPTED),
    /** A file could not be read or written. */
    FILE_FAILED("FileFailed", ExitCode.HYPERVISOR_FAILED),
    /** The file system is full, or would be. */
    NO_SPACE("InsufficientStorage", ExitCode.NO_CAPACITY),
    /** The file is no disk image that QEMU can read. */
    NOT_A_DISK_IMAGE("InvalidDiskImage", ExitCode.USAGE),
    /** The text is no address that can be fetched from: only http and https are. */
    URL_UNUSABLE("InvalidUrl", ExitCode.USAGE),
    /** The server has no such file. */
    DOWNLOAD_NOT_FOUND("DownloadNotFound", ExitCode.NOT_FOUND),
    /** The server refuses to give the file to us. */
    DOWNLOAD_REFUSED("DownloadRefused", ExitCode.NOT_PERMITTED),
    /** The server cannot be reached, answers with an error, or with nonsense. */
    DOWNLOAD_FAILED("DownloadFailed", ExitCode.HYPERVISOR_FAILED),
    /** The server ends before all has come that it promised, however often it is asked. */
    DOWNLOAD_INCOMPLETE("DownloadIncomplete", ExitCode.HYPERVISOR_FAILED),
    /** The server sends nothing any more. */
    DOWNLOAD_TIMED_OUT("DownloadTimedOut", ExitCode.TIMED_OUT),
    /** The server sends more than is allowed. */
    DOWNLOAD_TOO_LARGE("DownloadTooLarge", ExitCode.USAGE),
    /** The kernel refused or failed what was asked of the host's network; the sentence has its own words. */
    NETWORK_FAILED("NetworkFailed", ExitCode.HYPERVISOR_FAILED),
    /** This user may not change the host's network. */
    NETWORK_NOT_PERMITTED("NetworkNotPermitted", ExitCode.NOT_PERMITTED),
    /** libvirt does not answer. */
    HYPERVISOR_UNREACHABLE("HypervisorUnreachable", ExitCode.HYPERVISOR_FAILED),
    /** libvirt refuses this user. */
    HYPERVISOR_NOT_PERMITTED("HypervisorNotPermitted", ExitCode.NOT_PERMITTED),
    /** libvirt refused or failed a call; the sentence has its own words. */
    HYPERVISOR_FAILED("HypervisorFailed", ExitCode.HYPERVISOR_FAILED),
    /** QEMU ended while it was being started; the sentence has its own words. */
    QEMU_DIED("QemuDied", ExitCode.QEMU_DIED),
    /** libvirt knows no such domain. */
    DOMAIN_NOT_FOUND("DomainNotFound", ExitCode.NOT_FOUND),
    /** The guest agent does not answer. */
    AGENT_UNAVAILABLE("GuestAgentUnavailable", ExitCode.REFUSED);

    private final String code;
    private final ExitCode exit;

    HostError(String code, ExitCode exit) {
        this.code = code;
        this.exit = exit;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ExitCode exit() {
        return exit;
    }
}
