package dev.slipway.launcher.type;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.VirtualizationType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types of the {@code lab} family in any size: {@code lab.96m}, or {@code lab.1024m-4c} with several processors. */
public final class SizedType {

    private static final Pattern NAME = Pattern.compile("lab\\.([1-9][0-9]{0,7})m(?:-([1-9][0-9]{0,2})c)?");
    private static final int MEMORY = 1;
    private static final int PROCESSORS = 2;

    private SizedType() {
    }

    /** The name of the type with so much memory and so many processors. */
    public static String name(int memoryMebibytes, int vcpus) {
        return "lab." + memoryMebibytes + "m" + (vcpus == 1 ? "" : "-" + vcpus + "c");
    }

    /** The type of a name that says its size. */
    static Optional<InstanceType> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int vcpus = matcher.group(PROCESSORS) == null ? 1 : Integer.parseInt(matcher.group(PROCESSORS));
        return Optional.of(new InstanceType(name, vcpus, Integer.parseInt(matcher.group(MEMORY)),
                List.of(Architecture.I386, Architecture.X86_64, Architecture.ARM64),
                List.of(VirtualizationType.HVM, VirtualizationType.PARAVIRTUAL), List.of(), false));
    }
}
