package dev.slipway.host.libvirt.console;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.libvirt.jna.CString;

/**
 * A picture of a guest's first screen.
 *
 * @param mimeType {@code image/png}, or {@code image/x-portable-pixmap} from a QEMU before 7.1
 */
public record Screenshot(String mimeType, byte[] image) {

    private static final int CHUNK_BYTES = 64 * 1024;

    /** Takes one ({@code virDomainScreenshot}). Fails for a domain without a graphics device. */
    public static Screenshot of(String domain, NativeHandle connection, NativeHandle handle) {
        try (GuestStream stream = GuestStream.blocking(connection);
                NativeHandle.Use streamUse = stream.handle().use();
                NativeHandle.Use use = handle.use()) {
            CString type = LibvirtJava.calls().virDomainScreenshot(
                    LibvirtJava.domain(use), LibvirtJava.stream(streamUse.pointer()), 0, 0);
            if (type == null) {
                throw LibvirtError.last().ofDomain(domain, "has no screen to show");
            }
            return new Screenshot(type.toString(), readAll(stream, domain));
        }
    }

    private static byte[] readAll(GuestStream stream, String domain) {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
        int count;
        while ((count = stream.receive(buffer)) > 0) {
            buffer.get(0, chunk, 0, count);
            image.write(chunk, 0, count);
        }
        if (count < 0 || stream.finish() < 0) {
            LibvirtError error = LibvirtError.last();
            stream.abort();
            throw error.ofDomain(domain, "does not show its screen");
        }
        return image.toByteArray();
    }
}
