package dev.slipway.launcher.doctor;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.firmware.Firmware;
import dev.slipway.launcher.firmware.FirmwareDescriptors;
import dev.slipway.launcher.firmware.FirmwareMachine;
import dev.slipway.launcher.firmware.FirmwareSearch;
import dev.slipway.launcher.instance.machine.FirmwareChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The UEFI firmware there is, and what keeps more of it from being used. */
final class FirmwareChecks {

    private final FirmwareDescriptors descriptors;

    FirmwareChecks(FirmwareDescriptors descriptors) {
        this.descriptors = descriptors;
    }

    List<Check> run() {
        List<String> unusable = new ArrayList<>();
        List<Firmware> found = descriptors.read(unusable);
        FirmwareSearch search = new FirmwareSearch(() -> found);
        List<Check> checks = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            checks.add(check(architecture, search));
        }
        for (String sentence : unusable) {
            checks.add(Check.note("uefi", sentence, Optional.empty()));
        }
        return checks;
    }

    private static Check check(Architecture architecture, FirmwareSearch search) {
        String subject = "uefi " + architecture;
        FirmwareMachine machine = FirmwareChoice.machine(architecture);
        Optional<Firmware> open = search.find(machine, false);
        Optional<Firmware> secure = search.find(machine, true);
        if (open.isEmpty() && secure.isEmpty()) {
            return Check.note(subject, "Not installed; images of this architecture that need UEFI cannot run.",
                    Optional.of(FirmwareSearch.remedy(machine)));
        }
        return Check.ok(subject, open.map(firmware -> firmware.code().toString()).orElse("None without Secure Boot")
                + secure.map(firmware -> "; with Secure Boot " + firmware.code()).orElse("; none with Secure Boot and its keys") + ".");
    }
}
