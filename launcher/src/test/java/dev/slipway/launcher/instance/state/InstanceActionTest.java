package dev.slipway.launcher.instance.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceDraft;
import dev.slipway.launcher.instance.record.InstanceStoreRoot;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceActionTest {

    /**
     * What EC2 answers to each action, by the type of the root device and by the state: {@code ok}; {@code state} for
     * IncorrectInstanceState; {@code root} for UnsupportedOperation; {@code never} for OperationNotPermitted.
     */
    private static final String TABLE = """
            action                    root            pending  running  shutting-down  terminated  stopping  stopped
            START                     ebs             ok       ok       state          state       state     ok
            START                     instance-store  root     root     root           root        root      ok
            STOP                      ebs             state    ok       state          state       ok        ok
            STOP                      instance-store  root     root     root           root        root      root
            REBOOT                    ebs             state    ok       state          state       state     state
            REBOOT                    instance-store  state    ok       state          state       state     state
            TERMINATE                 ebs             ok       ok       ok             ok          ok        ok
            TERMINATE                 instance-store  ok       ok       ok             ok          ok        ok
            MODIFY                    ebs             ok       ok       state          state       ok        ok
            MODIFY                    instance-store  ok       ok       state          state       ok        ok
            MODIFY_SHUTDOWN_BEHAVIOR  ebs             ok       ok       state          state       ok        ok
            MODIFY_SHUTDOWN_BEHAVIOR  instance-store  root     root     state          state       root      root
            MODIFY_MACHINE            ebs             state    state    state          state       state     ok
            MODIFY_MACHINE            instance-store  root     root     state          state       root      root
            MODIFY_GROUPS             ebs             ok       ok       state          state       ok        ok
            MODIFY_GROUPS             instance-store  ok       ok       state          state       ok        ok
            ATTACH_VOLUME             ebs             state    ok       state          state       state     ok
            ATTACH_VOLUME             instance-store  state    ok       state          state       state     ok
            DETACH_VOLUME             ebs             state    ok       state          state       state     ok
            DETACH_VOLUME             instance-store  state    ok       state          state       state     ok
            DETACH_ROOT               ebs             never    never    never          never       never     ok
            DETACH_ROOT               instance-store  never    never    never          never       never     ok
            REPLACE_ROOT              ebs             state    ok       state          state       state     ok
            REPLACE_ROOT              instance-store  root     root     root           root        root      root
            CREATE_IMAGE              ebs             state    ok       state          state       state     ok
            CREATE_IMAGE              instance-store  state    ok       state          state       state     ok
            SNAPSHOT                  ebs             ok       ok       state          state       ok        ok
            SNAPSHOT                  instance-store  ok       ok       state          state       ok        ok
            BUNDLE                    ebs             root     root     root           root        root      root
            BUNDLE                    instance-store  state    ok       state          state       state     state
            READ_CONSOLE              ebs             ok       ok       ok             ok          ok        ok
            READ_CONSOLE              instance-store  ok       ok       ok             ok          ok        ok
            ENTER                     ebs             state    ok       state          state       state     state
            ENTER                     instance-store  state    ok       state          state       state     state
            SCREENSHOT                ebs             state    ok       state          state       state     state
            SCREENSHOT                instance-store  state    ok       state          state       state     state
            AWAIT                     ebs             ok       ok       state          state       state     state
            AWAIT                     instance-store  ok       ok       state          state       state     state
            """;

    @Test
    void everyActionIsAnsweredInEveryStateAsTheTableSays() {
        String[] lines = TABLE.split("\n");
        String[] head = lines[0].split("\\s+");
        Set<String> seen = new HashSet<>();
        for (int row = 1; row < lines.length; row++) {
            String[] cells = lines[row].split("\\s+");
            InstanceAction action = InstanceAction.valueOf(cells[0]);
            for (int column = 2; column < cells.length; column++) {
                Instance instance = in(InstanceState.of(head[column]), cells[1].equals("instance-store"));
                String which = action + " of a " + cells[1] + " instance that is " + head[column];
                assertTrue(seen.add(which), which);
                assertEquals(expected(cells[column]), action.refusal(instance), which);
                requireAgrees(action, instance, which);
            }
        }
        assertEquals(InstanceAction.values().length * RootDeviceType.values().length * InstanceState.values().length,
                seen.size(), "the table is whole");
    }

    @Test
    void aRefusalNamesTheInstanceAndItsStateInOneLine() {
        Instance instance = in(InstanceState.STOPPING, false);
        LauncherException refused = assertThrows(LauncherException.class, () -> InstanceAction.REBOOT.require(instance));
        assertEquals("The instance '" + instance.instanceId()
                + "' is stopping and not in a state from which it can be rebooted.", refused.getMessage());
    }

    private static void requireAgrees(InstanceAction action, Instance instance, String which) {
        Optional<LauncherError> refusal = action.refusal(instance);
        if (refusal.isEmpty()) {
            action.require(instance);
        } else {
            assertEquals(refusal.get(), assertThrows(LauncherException.class, () -> action.require(instance), which).kind());
        }
    }

    private static Optional<LauncherError> expected(String cell) {
        return switch (cell) {
            case "ok" -> Optional.empty();
            case "state" -> Optional.of(LauncherError.INCORRECT_INSTANCE_STATE);
            case "root" -> Optional.of(LauncherError.UNSUPPORTED_OPERATION);
            case "never" -> Optional.of(LauncherError.OPERATION_NOT_PERMITTED);
            default -> throw new IllegalArgumentException(cell);
        };
    }

    private static Instance in(InstanceState state, boolean instanceStore) {
        InstanceDraft draft = SampleInstance.draft();
        if (instanceStore) {
            draft.instanceStore(Optional.of(new InstanceStoreRoot("vda", LayerId.next())));
        }
        Instance instance = draft.build();
        return instance.with(instance.lifecycle().moved(state, StateReason.USER_INITIATED, Instant.EPOCH));
    }
}
