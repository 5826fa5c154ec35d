package dev.slipway.host.grub;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.iso.IsoImage;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.undo.Rollback;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A GRUB that passes for a Linux kernel: whatever boots x86 kernels directly, such as QEMU, boots it, and it then reads the
 * machine's disks through the BIOS. Made of GRUB's own parts: {@code lnxboot.img} is the head of a kernel, by Linux's
 * <a href="https://docs.kernel.org/arch/x86/boot.html">boot protocol</a>, with a small program that starts the image behind it.
 *
 * <p>Codes: PROGRAM_MISSING, PROGRAM_FAILED, PROGRAM_TIMED_OUT, NO_SPACE, FILE_FAILED.
 */
public final class GrubKernel {

    private static final String PROGRAM = "grub-mkimage";
    private static final String TARGET = "i386-pc";
    private static final Path HEAD = Path.of("/usr/lib/grub", TARGET, "lnxboot.img");
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String REMEDY = "apt-get install --no-install-recommends grub-common grub-pc-bin";
    /** What it takes to run a configuration that the image itself carries. */
    private static final List<String> OWN_MODULES = List.of("memdisk", "iso9660", "biosdisk", "normal");

    private GrubKernel() {
    }

    /**
     * Makes one.
     *
     * @param target the file, which must not exist
     * @param configuration GRUB's script that it runs first; when that boots nothing, GRUB waits at its prompt
     * @param modules what it can do beside running scripts; it finds no others, except on a disk the script sends it to
     */
    public static void make(Path target, String configuration, List<String> modules) {
        if (!Files.isReadable(HEAD)) {
            throw new HostException(HostError.PROGRAM_MISSING, "GRUB for BIOS machines is not installed: there is no '"
                    + HEAD + "'.", REMEDY, null);
        }
        Path work = target.resolveSibling("." + target.getFileName() + ".work");
        try (Rollback cleaning = new Rollback()) {
            cleaning.onFailure(() -> DurableFiles.delete(work));
            Files.createDirectories(work);
            Path disk = work.resolve("memory-disk.iso");
            IsoImage.make(disk, "grub", Map.of("grub.cfg", configuration.getBytes(StandardCharsets.UTF_8)));
            Path core = work.resolve("core.img");
            List<String> command = new ArrayList<>(List.of(PROGRAM, "-O", TARGET, "-o", core.toString(),
                    "-m", disk.toString(), "-p", "(memdisk)/"));
            command.addAll(OWN_MODULES);
            command.addAll(modules);
            Subprocess.run(command, DEADLINE);
            try (OutputStream out = Files.newOutputStream(target)) {
                Files.copy(HEAD, out);
                Files.copy(core, out);
            }
        } catch (IOException e) {
            throw FileFailure.of(target, "be written", e);
        }
    }
}
