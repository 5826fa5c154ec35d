package dev.slipway.launcher.cli.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.request.CpuOptions;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.request.TemplateReference;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.service.NetworkText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the options of {@code run}. */
class LaunchTextTest {

    @Test
    void aCountIsOneNumberOrTwo() {
        assertEquals(new CountText(3, 3), CountText.read("3"));
        assertEquals(new CountText(2, 20), CountText.read("2:20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1:", ":2", "0", "-1", "1:2:3", "many", "0:4"})
    void otherCountsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> CountText.read(text));
    }

    @Test
    void cpuOptionsAreWrittenAsForTheAwsCommandLine() {
        assertEquals(new CpuOptions(2, 1), CpuOptionsText.read("CoreCount=2"));
        assertEquals(new CpuOptions(4, 2), CpuOptionsText.read("ThreadsPerCore=2,CoreCount=4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "CoreCount=", "CoreCount=x", "CoreCount=0", "ThreadsPerCore=1", "CoreCount=2,", "Cores=2"})
    void otherCpuOptionsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> CpuOptionsText.read(text));
    }

    @Test
    void moreThreadsThanThereAreAreRefused() {
        assertEquals(LauncherError.INVALID_PARAMETER_VALUE,
                assertThrows(LauncherException.class, () -> CpuOptionsText.read("CoreCount=1,ThreadsPerCore=3")).code());
    }

    @Test
    void aTemplateHasAVersionOrNot() {
        assertEquals(new TemplateReference("web", Optional.empty()), TemplateText.read("web"));
        assertEquals(new TemplateReference("web", Optional.of("$Latest")), TemplateText.read("web:$Latest"));
        for (String text : List.of("", ":1", "web:")) {
            assertThrows(IllegalArgumentException.class, () -> TemplateText.read(text), text);
        }
    }

    @Test
    void networksAreWordsWithAName() {
        assertEquals(List.of(), NetworkText.interfaces(List.of("none")));
        assertEquals(List.of(InterfaceRequest.on(NetworkKind.NAT, Optional.of("lab")),
                        InterfaceRequest.on(NetworkKind.NAT, Optional.empty()),
                        InterfaceRequest.on(NetworkKind.BRIDGE, Optional.of("br0")),
                        InterfaceRequest.on(NetworkKind.USER, Optional.empty())),
                NetworkText.interfaces(List.of("nat:lab", "nat", "bridge:br0", "user")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nat:", "bridge", "bridge:", "user:x", "none:", "vpn", "NAT"})
    void otherNetworksAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> NetworkText.word(text));
    }

    @Test
    void noNetworkStandsAlone() {
        assertEquals(LauncherError.INVALID_PARAMETER_COMBINATION, assertThrows(LauncherException.class,
                () -> NetworkText.interfaces(List.of("user", "none"))).code());
    }
}
