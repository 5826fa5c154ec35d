package dev.slipway.host.libvirt;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.util.Optional;
import org.libvirt.jna.CString;

/** The XML elements of others that a domain carries in {@code <metadata>}, one for each namespace. */
final class DomainMetadata {

    private static final int ELEMENT = 2;
    private static final int AFFECT_LIVE = 1;
    private static final int AFFECT_CONFIG = 2;

    private DomainMetadata() {
    }

    static Optional<String> read(String domain, NativeHandle handle, String namespace) {
        try (NativeHandle.Use use = handle.use()) {
            CString xml = LibvirtJava.calls().virDomainGetMetadata(LibvirtJava.domain(use), ELEMENT, namespace, 0);
            if (xml != null) {
                return Optional.of(xml.toString());
            }
            LibvirtError error = LibvirtError.last();
            if (error.code() == LibvirtError.NO_METADATA) {
                return Optional.empty();
            }
            throw error.ofDomain(domain, "has no readable metadata");
        }
    }

    static void write(String domain, NativeHandle handle, String prefix, String namespace, String xml) {
        try (NativeHandle.Use use = handle.use()) {
            // libvirt refuses "live" for a domain that does not run, and without "config" the element is lost at the next start.
            int scope = AFFECT_CONFIG | (LibvirtLibrary.calls().virDomainIsActive(use.pointer()) == 1 ? AFFECT_LIVE : 0);
            if (LibvirtJava.calls().virDomainSetMetadata(
                    LibvirtJava.domain(use), ELEMENT, xml, prefix, namespace, scope) < 0) {
                throw LibvirtError.last().ofDomain(domain, "takes no metadata");
            }
        }
    }
}
