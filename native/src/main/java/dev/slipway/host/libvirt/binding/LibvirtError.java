package dev.slipway.host.libvirt.binding;

import com.sun.jna.Pointer;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.nio.charset.StandardCharsets;

/**
 * What libvirt says of the call that just failed on this thread (libvirt's {@code virError}).
 *
 * @param code a {@code VIR_ERR_} number, 0 where libvirt failed without saying why
 * @param domain a {@code VIR_FROM_} number: the part of libvirt that failed
 * @param words libvirt's own message, without a full stop at its end
 * @param errno the system's error number where {@code code} is {@link #SYSTEM_ERROR}
 */
public record LibvirtError(int code, int domain, String words, int errno) {

    public static final int INTERNAL_ERROR = 1;
    public static final int INVALID_ARGUMENT = 8;
    public static final int SYSTEM_ERROR = 38;
    public static final int NO_DOMAIN = 42;
    public static final int NO_NETWORK = 43;
    public static final int AUTHENTICATION_FAILED = 45;
    public static final int OPERATION_INVALID = 55;
    public static final int NO_NWFILTER = 62;
    public static final int OPERATION_TIMEOUT = 68;
    public static final int ARGUMENT_UNSUPPORTED = 74;
    public static final int AUTHENTICATION_CANCELLED = 79;
    public static final int NO_METADATA = 80;
    public static final int AGENT_UNRESPONSIVE = 86;
    public static final int ACCESS_DENIED = 88;
    public static final int AUTHENTICATION_UNAVAILABLE = 94;
    public static final int AGENT_UNSYNCED = 97;

    private static final int FROM_RPC = 7;
    private static final int EPERM = 1;
    private static final int EACCES = 13;

    // Offsets in struct _virError on 64-bit hosts: int code, int domain, char *message, level, conn, dom, str1..3, int1.
    private static final int DOMAIN_OFFSET = 4;
    private static final int MESSAGE_OFFSET = 8;
    private static final int INT1_OFFSET = 64;

    /** The error of the last call on this thread; read it before any other call. */
    public static LibvirtError last() {
        Pointer error = LibvirtLibrary.calls().virGetLastError();
        if (error == null || error.getInt(0) == 0) {
            // Some calls return -1 without setting an error.
            return new LibvirtError(0, 0, "libvirt gave no reason", 0);
        }
        Pointer message = error.getPointer(MESSAGE_OFFSET);
        String words = message == null ? "libvirt gave no reason"
                : message.getString(0, StandardCharsets.UTF_8.name()).strip();
        if (words.endsWith(".")) {
            words = words.substring(0, words.length() - 1);
        }
        return new LibvirtError(error.getInt(0), error.getInt(DOMAIN_OFFSET), words, error.getInt(INT1_OFFSET));
    }

    /**
     * What the daemon says where polkit is to decide and there is no bus to ask it over: everybody but root is refused
     * then, under a code that says nothing of it.
     */
    private static final String NOBODY_TO_ASK = "system bus connection";

    /** Whether libvirt refused this user, as against failing. */
    public boolean isRefusal() {
        return code == AUTHENTICATION_FAILED || code == AUTHENTICATION_CANCELLED || code == ACCESS_DENIED
                || code == AUTHENTICATION_UNAVAILABLE
                || code == SYSTEM_ERROR && (errno == EACCES || errno == EPERM)
                || code == INTERNAL_ERROR && words.contains(NOBODY_TO_ASK);
    }

    /** Whether the guest agent is not configured, not connected or does not answer, as against answering with an error. */
    public boolean isAgentSilence() {
        return code == AGENT_UNRESPONSIVE || code == AGENT_UNSYNCED || code == ARGUMENT_UNSUPPORTED
                || code == OPERATION_TIMEOUT || code == OPERATION_INVALID;
    }

    /** Whether the connection itself failed, as against a call on it: the daemon went away, or never spoke. */
    public boolean isLostConnection() {
        return domain == FROM_RPC && (code == SYSTEM_ERROR || code == INTERNAL_ERROR) && !isRefusal();
    }

    /**
     * The exception for a call: NOT_PERMITTED for a refusal, UNREACHABLE when the daemon went away, else HYPERVISOR_FAILED.
     *
     * @param what what failed, as the beginning of a sentence that libvirt's words end: {@code "The domains cannot be listed"}
     */
    public HostException asException(String what) {
        String sentence = what + ": " + words + ".";
        if (isLostConnection()) {
            return new HostException(HostError.HYPERVISOR_UNREACHABLE, sentence, "slipway doctor", null);
        }
        return new HostException(isRefusal() ? HostError.HYPERVISOR_NOT_PERMITTED : HostError.HYPERVISOR_FAILED, sentence);
    }

    /** As {@link #asException(String)} for a call on a domain: DOMAIN_NOT_FOUND where it is gone. {@code what}: {@code "cannot be started"}. */
    public HostException ofDomain(String name, String what) {
        if (code == NO_DOMAIN) {
            return new HostException(HostError.DOMAIN_NOT_FOUND, "The domain '" + name + "' is gone.");
        }
        return asException("The domain '" + name + "' " + what);
    }

    /** The exception for the call that just failed on this thread. */
    public static HostException failure(String what) {
        return last().asException(what);
    }
}
