package dev.slipway.host.libvirt.agent;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.TypedParameters;
import dev.slipway.host.libvirt.binding.UnboundCalls;
import java.util.Map;
import java.util.Optional;

/**
 * What a guest says of itself ({@code virDomainGetGuestInfo}).
 *
 * @param hostname its name
 * @param osId its system in one word, such as {@code debian}
 * @param osName its system in full
 * @param kernel its kernel's release
 * @param values all it says, by libvirt's names, such as {@code fs.0.mountpoint}
 */
public record GuestInfo(Optional<String> hostname, Optional<String> osId, Optional<String> osName, Optional<String> kernel,
        Map<String, Object> values) {

    public GuestInfo {
        values = Map.copyOf(values);
    }

    /** Asks the agent for all it can tell. Throws as {@link GuestAgent} does. */
    public static GuestInfo of(String domain, NativeHandle handle) {
        PointerByReference parameters = new PointerByReference();
        IntByReference count = new IntByReference();
        int result;
        try (NativeHandle.Use use = handle.use()) {
            // No types: whatever this agent supports.
            result = UnboundCalls.get().virDomainGetGuestInfo(use.pointer(), 0, parameters, count, 0);
        }
        if (result < 0) {
            throw LibvirtAgentLine.failure(domain, LibvirtError.last(), "says nothing of its guest");
        }
        try {
            return of(TypedParameters.read(parameters.getValue(), count.getValue()));
        } finally {
            if (parameters.getValue() != null) {
                LibvirtJava.calls().virTypedParamsFree(parameters.getValue(), count.getValue());
            }
        }
    }

    private static GuestInfo of(Map<String, Object> values) {
        return new GuestInfo(text(values, "hostname"), text(values, "os.id"), text(values, "os.pretty-name"),
                text(values, "os.kernel-release"), values);
    }

    private static Optional<String> text(Map<String, Object> values, String name) {
        return Optional.ofNullable((String) values.get(name));
    }
}
