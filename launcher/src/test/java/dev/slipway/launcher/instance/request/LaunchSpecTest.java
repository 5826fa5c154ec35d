package dev.slipway.launcher.instance.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.instance.record.MetadataOptions.HttpTokens;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.seed.UserData;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a launch says over what its template says, component by component, so that none is forgotten. */
class LaunchSpecTest {

    private static final LaunchSpec ONE = full("one", 1);
    private static final LaunchSpec TWO = full("two", 2);

    @Test
    void whatALaunchSaysGoesOverAllThatItsTemplateSays() {
        assertEquals(ONE, ONE.over(TWO));
    }

    @Test
    void whereALaunchSaysNothingItsTemplateCounts() {
        assertEquals(TWO, LaunchSpec.NOTHING.over(TWO));
        assertEquals(ONE, ONE.over(LaunchSpec.NOTHING));
    }

    @Test
    void theSamplesSayDifferentThingsOfEverything() throws ReflectiveOperationException {
        for (RecordComponent component : LaunchSpec.class.getRecordComponents()) {
            assertNotEquals(component.getAccessor().invoke(ONE), component.getAccessor().invoke(TWO), component.getName());
            assertNotEquals(component.getAccessor().invoke(ONE), component.getAccessor().invoke(LaunchSpec.NOTHING),
                    component.getName());
        }
    }

    @Test
    void noNetworkIsMoreThanNothingSaid() {
        LaunchSpec none = new LaunchSpecDraft().networkInterfaces(Optional.of(List.of())).build();
        assertEquals(Optional.of(List.of()), none.over(ONE).networkInterfaces());
        assertEquals(none, Json.read(Json.write(none), LaunchSpec.class));
    }

    @Test
    void itIsTheSameWhenItWasStored() {
        assertEquals(ONE, Json.read(Json.write(ONE), LaunchSpec.class));
        assertEquals(LaunchSpec.NOTHING, Json.read(Json.write(LaunchSpec.NOTHING), LaunchSpec.class));
    }

    private static LaunchSpec full(String text, int number) {
        boolean first = number == 1;
        return new LaunchSpecDraft()
                .imageId(Optional.of(text))
                .instanceType(Optional.of(text))
                .keyName(Optional.of(text))
                .userData(Optional.of(UserData.of(text.getBytes(StandardCharsets.UTF_8))))
                .kernelId(Optional.of(text))
                .ramdiskId(Optional.of(text))
                .kernelCommandLine(Optional.of(text))
                .secureBoot(Optional.of(first))
                .blockDeviceMappings(List.of(new BlockDeviceRequest(
                        "/dev/" + text, Optional.empty(), Optional.of("ephemeral" + number), Optional.empty())))
                .networkInterfaces(Optional.of(List.of(InterfaceRequest.on(NetworkKind.BRIDGE, Optional.of(text)))))
                .privateIpAddress(Optional.of(text))
                .securityGroups(List.of(text))
                .forwards(List.of(new ForwardRequest(Optional.empty(), number)))
                .instanceInitiatedShutdownBehavior(
                        Optional.of(first ? ShutdownBehavior.STOP : ShutdownBehavior.TERMINATE))
                .disableApiTermination(Optional.of(first))
                .disableApiStop(Optional.of(first))
                .cpuOptions(Optional.of(new CpuOptions(number, 1)))
                .accelerator(Optional.of(first ? "kvm" : "tcg"))
                .display(Optional.of(first ? Display.CARD : Display.VNC))
                .metadataOptions(Optional.of(new MetadataOptionsRequest(Optional.of(first ? HttpTokens.REQUIRED : HttpTokens.OPTIONAL),
                        Optional.of(number), Optional.of(true), Optional.of(first))))
                .seed(Optional.of(first ? SeedKind.NONE : SeedKind.NOCLOUD))
                .hostname(Optional.of(text))
                .instanceTags(List.of(new Tag("i", text)))
                .volumeTags(List.of(new Tag("v", text)))
                .build();
    }
}
