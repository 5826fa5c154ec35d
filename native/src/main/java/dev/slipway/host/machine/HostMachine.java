package dev.slipway.host.machine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * This host, as far as a launch depends on it. Nothing is read before it is asked for, and nothing is kept: each
 * question reads one or two small files, in well under a millisecond.
 *
 * <p>Codes: FILE_FAILED when the kernel's own files cannot be read.
 */
public final class HostMachine {

    /** Enough for the first processor; on large hosts the whole text is half a megabyte and slow to make. */
    private static final int FIRST_PROCESSOR_BYTES = 8192;

    private final Path root;

    HostMachine(Path root) {
        this.root = root;
    }

    /** The machine we run on. */
    public static HostMachine local() {
        return new HostMachine(Path.of("/"));
    }

    /** Its processor's architecture; nothing when it is none we know. */
    public Optional<Architecture> architecture() {
        return Architecture.named(System.getProperty("os.arch"));
    }

    /** How many processors this process may use. */
    public int logicalProcessors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Whether the processor shows {@code vmx} or {@code svm}; never on others than x86, which have no such flag. */
    public boolean virtualizes() {
        Path file = root.resolve("proc/cpuinfo");
        try (InputStream text = Files.newInputStream(file)) {
            return ProcessorFlags.virtualize(new String(text.readNBytes(FIRST_PROCESSOR_BYTES), ISO_8859_1));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Its memory, now. */
    public Memory memory() {
        return Memory.parse(read("proc/meminfo"));
    }

    /** {@code /dev/kvm}; nothing when there is none. That it is there does not prove that it works. */
    public Optional<KvmNode> kvm() {
        Path node = root.resolve("dev/kvm");
        if (!Files.exists(node)) {
            return Optional.empty();
        }
        try {
            Map<String, Object> attributes = Files.readAttributes(node, "unix:mode,uid,gid");
            int uid = (Integer) attributes.get("uid");
            int gid = (Integer) attributes.get("gid");
            Accounts accounts = accounts();
            return Optional.of(new KvmNode(node, (Integer) attributes.get("mode") & 0777, uid, accounts.userName(uid),
                    gid, accounts.groupName(gid), Files.isReadable(node) && Files.isWritable(node)));
        } catch (IOException e) {
            throw unreadable(node, e);
        }
    }

    /**
     * Whom QEMU runs as under {@code qemu:///system}: as libvirt's {@code qemu.conf} says, else the account that the
     * distribution made for it, else root.
     */
    public Account systemQemuUser() {
        QemuConf conf = QemuConf.parse(readIfPermitted("etc/libvirt/qemu.conf"));
        return accounts().qemuUser(conf);
    }

    /** Whether systemd runs here. */
    public boolean hasSystemd() {
        return Files.isDirectory(root.resolve("run/systemd/system"));
    }

    private Accounts accounts() {
        return Accounts.parse(read("etc/passwd"), read("etc/group"));
    }

    private String read(String name) {
        try {
            return Files.readString(root.resolve(name), ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(root.resolve(name), e);
        }
    }

    /** Debian lets only root read qemu.conf; who may not read it gets what holds without it. */
    private String readIfPermitted(String name) {
        Path file = root.resolve(name);
        try {
            return Files.isReadable(file) ? Files.readString(file, UTF_8) : "";
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static HostException unreadable(Path file, IOException cause) {
        return new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be read.", cause);
    }
}
