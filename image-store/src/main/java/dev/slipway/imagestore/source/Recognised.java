package dev.slipway.imagestore.source;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.VirtualizationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a source says of itself, beside its content. None of it is believed against what the user says.
 *
 * @param name a name for the image
 * @param architecture the processor it is made for
 * @param bootMode the firmware it boots by
 * @param platform {@code windows}, as EC2 calls it
 * @param notes how each was found out, as sentences for the user
 */
public record Recognised(
        Optional<String> name,
        Optional<Architecture> architecture,
        Optional<BootMode> bootMode,
        Optional<String> platform,
        List<String> notes) {

    /** Nothing. */
    public static final Recognised NOTHING = new Recognised(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Recognised {
        notes = List.copyOf(notes);
    }

    /** The boot mode, if an image of that kind can have it. */
    public Optional<BootMode> bootModeFor(Architecture architectureOfImage, VirtualizationType virtualizationType) {
        return switch (virtualizationType) {
            case PARAVIRTUAL -> Optional.empty();
            case HVM -> bootMode.filter(mode ->
                    architectureOfImage != Architecture.ARM64 || mode != BootMode.LEGACY_BIOS);
        };
    }

    /** The same, and what another look found where this one found nothing. */
    public Recognised or(Recognised other) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(other.notes);
        return new Recognised(name.or(other::name), architecture.or(other::architecture), bootMode.or(other::bootMode),
                platform.or(other::platform), all);
    }
}
