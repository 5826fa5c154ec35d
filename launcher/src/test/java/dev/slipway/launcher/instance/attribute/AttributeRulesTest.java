package dev.slipway.launcher.instance.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceDraft;
import dev.slipway.launcher.instance.record.InstanceStoreRoot;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import dev.slipway.launcher.seed.UserData;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole table: which attribute may be changed in which state, and of which instances. */
class AttributeRulesTest {

    private static final Instance PARAVIRTUAL = SampleInstance.draft()
            .boot(BootSource.kernel(ImageId.nextKernel(), Optional.empty(), "")).build();

    @Test
    void whatTheMachineIsMadeOfChangesWhileItIsStopped() {
        for (ModifyRequest request : new ModifyRequest[] {type(), userData(), kernel(), ramdisk(), commandLine()}) {
            for (InstanceState state : InstanceState.values()) {
                Instance instance = in(state, PARAVIRTUAL.draft());
                if (state == InstanceState.STOPPED) {
                    AttributeRules.require(instance, request);
                } else {
                    refused(LauncherError.INCORRECT_INSTANCE_STATE, instance, request);
                }
            }
        }
    }

    @Test
    void whatSlipwayDoesWithItChangesAtAnyTime() {
        for (ModifyRequest request : new ModifyRequest[] {termination(), shutdown(), devices()}) {
            for (InstanceState state : InstanceState.values()) {
                Instance instance = in(state, PARAVIRTUAL.draft());
                if (state == InstanceState.SHUTTING_DOWN || state == InstanceState.TERMINATED) {
                    refused(LauncherError.INCORRECT_INSTANCE_STATE, instance, request);
                } else {
                    AttributeRules.require(instance, request);
                }
            }
        }
    }

    @Test
    void anInstanceStoreRootIsNeverStopped() {
        InstanceDraft draft = PARAVIRTUAL.draft().instanceStore(
                Optional.of(new InstanceStoreRoot("vda", LayerId.next())));
        for (ModifyRequest request : new ModifyRequest[] {type(), userData(), kernel(), ramdisk(), shutdown()}) {
            refused(LauncherError.UNSUPPORTED_OPERATION, in(InstanceState.RUNNING, draft), request);
        }
        AttributeRules.require(in(InstanceState.RUNNING, draft), termination());
    }

    @Test
    void anHvmInstanceHasNoKernel() {
        Instance hvm = in(InstanceState.STOPPED, SampleInstance.draft());
        for (ModifyRequest request : new ModifyRequest[] {kernel(), ramdisk(), commandLine()}) {
            refused(LauncherError.INVALID_PARAMETER_COMBINATION, hvm, request);
        }
        AttributeRules.require(hvm, type());
    }

    @Test
    void oneCallModifiesOneAttribute() {
        assertEquals(LauncherError.MISSING_PARAMETER, assertThrows(LauncherException.class,
                () -> request(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Map.of())).code());
        assertEquals(LauncherError.INVALID_PARAMETER_COMBINATION, assertThrows(LauncherException.class,
                () -> request(Optional.of("lab.64m"), Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.of(true), Optional.empty(), Map.of())).code());
    }

    private static void refused(LauncherError code, Instance instance, ModifyRequest request) {
        assertEquals(code, assertThrows(LauncherException.class, () -> AttributeRules.require(instance, request),
                () -> instance.state() + " " + request).code(), () -> instance.state() + " " + request);
    }

    private static Instance in(InstanceState state, InstanceDraft draft) {
        Instance instance = draft.build();
        return instance.with(instance.lifecycle().moved(state, StateReason.USER_INITIATED, Instant.EPOCH));
    }

    private static ModifyRequest type() {
        return request(Optional.of("lab.64m"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Map.of());
    }

    private static ModifyRequest userData() {
        return request(Optional.empty(), Optional.of(UserData.NONE), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Map.of());
    }

    private static ModifyRequest kernel() {
        return request(Optional.empty(), Optional.empty(), Optional.of("aki"), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Map.of());
    }

    private static ModifyRequest ramdisk() {
        return request(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("ari"), Optional.empty(),
                Optional.empty(), Optional.empty(), Map.of());
    }

    private static ModifyRequest commandLine() {
        return request(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("quiet"),
                Optional.empty(), Optional.empty(), Map.of());
    }

    private static ModifyRequest termination() {
        return request(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(true), Optional.empty(), Map.of());
    }

    private static ModifyRequest shutdown() {
        return request(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(ShutdownBehavior.TERMINATE), Map.of());
    }

    private static ModifyRequest devices() {
        return request(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Map.of("/dev/sda1", true));
    }

    private static ModifyRequest request(Optional<String> type, Optional<UserData> userData, Optional<String> kernel,
            Optional<String> ramdisk, Optional<String> commandLine, Optional<Boolean> termination,
            Optional<ShutdownBehavior> shutdown, Map<String, Boolean> devices) {
        return new ModifyRequest(PARAVIRTUAL.instanceId(), type, userData, kernel, ramdisk, commandLine, termination,
                Optional.empty(), shutdown, devices, false);
    }
}
