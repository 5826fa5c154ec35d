package dev.slipway.launcher.instance.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.libvirt.DomainState;
import dev.slipway.host.libvirt.DomainStatus;
import dev.slipway.host.libvirt.StateReason;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.launcher.boot.ConsoleScanner;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusRulesTest {

    private static final DomainStatus RUNS = new DomainStatus(DomainState.RUNNING, StateReason.RUNNING_BOOTED);

    @ParameterizedTest
    @CsvSource({
        "RUNNING,       RUNNING_BOOTED,     OK",
        "BLOCKED,       UNKNOWN,            OK",
        "SUSPENDED,     UNKNOWN,            OK",
        "SHUTTING_DOWN, SHUTTING_DOWN_USER, OK",
        "PAUSED,        PAUSED_IO_ERROR,    IMPAIRED",
        "PAUSED,        PAUSED_CRASHED,     IMPAIRED",
        "PAUSED,        PAUSED_USER,        INSUFFICIENT_DATA",
        "PAUSED,        PAUSED_SNAPSHOT,    INSUFFICIENT_DATA",
        "CRASHED,       CRASHED_PANICKED,   IMPAIRED",
        "SHUT_OFF,      SHUT_OFF_CRASHED,   INSUFFICIENT_DATA",
        "NO_STATE,      UNKNOWN,            INSUFFICIENT_DATA",
    })
    void theSystemIsAsLibvirtSays(DomainState domain, StateReason reason, StatusWord expected) {
        assertEquals(expected, StatusRules.system(InstanceState.RUNNING, new DomainStatus(domain, reason)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
    void nothingIsCheckedOfOneThatDoesNotRun(InstanceState state) {
        assertEquals(StatusWord.NOT_APPLICABLE, StatusRules.system(state, RUNS));
        assertEquals(StatusWord.NOT_APPLICABLE, StatusRules.guest(state, StatusWord.OK, console("x login: "),
                Assertions::fail));
    }

    /** What the guest printed, with ~ for the end of a line; whether its agent answers; and what follows. */
    @ParameterizedTest
    @CsvSource({
        "'',                                            false, INSUFFICIENT_DATA",
        "'',                                            true,  OK",
        "'Linux version 6.1.0~',                        false, INITIALIZING",
        "'Linux version 6.1.0~',                        true,  OK",
        "'guest login: ',                               false, OK",
        "'Kernel panic - not syncing: no init~',        false, IMPAIRED",
        "'Kernel panic - not syncing~guest login: ',    false, IMPAIRED",
        "'Kernel panic - not syncing~guest login: ',    true,  OK",
        "'You are in emergency mode.~',                 false, IMPAIRED",
        "'udhcpc: no lease~guest login: ',              true,  IMPAIRED",
        "'WARNING]: Failed to run module x~a login: ',  false, OK",
    })
    void theGuestIsAsItShowsItself(String printed, boolean agent, StatusWord expected) {
        assertEquals(expected,
                StatusRules.guest(InstanceState.RUNNING, StatusWord.OK, console(printed), () -> agent));
    }

    @Test
    void nobodyKnowsHowTheGuestOfABrokenMachineIs() {
        assertEquals(StatusWord.INSUFFICIENT_DATA, StatusRules.guest(
                InstanceState.RUNNING, StatusWord.IMPAIRED, console("guest login: "), Assertions::fail));
    }

    @Test
    void eachFilterFindsWhatItNames() {
        InstanceStatus well = new InstanceStatus(InstanceId.next(), InstanceState.RUNNING, StatusWord.OK, StatusWord.OK);
        InstanceStatus ill = new InstanceStatus(
                InstanceId.next(), InstanceState.RUNNING, StatusWord.OK, StatusWord.IMPAIRED);
        InstanceStatus off = new InstanceStatus(
                InstanceId.next(), InstanceState.STOPPED, StatusWord.NOT_APPLICABLE, StatusWord.NOT_APPLICABLE);
        StatusFilters names = new StatusFilters("local-1a");
        String[][] cases = {
            {"instance-status.status", "impaired", ill.instanceId().value()},
            {"instance-status.reachability", "passed", well.instanceId().value()},
            {"instance-state-name", "stopped", off.instanceId().value()},
            {"instance-state-code", "80", off.instanceId().value()},
            {"system-status.status", "not-*", off.instanceId().value()},
        };
        for (String[] each : cases) {
            StatusSearch search = new StatusSearch(
                    List.of(), List.of(new Filter(each[0], List.of(each[1]))), true);
            search.check(names);
            assertEquals(List.of(each[2]), search.page(List.of(well, ill, off), names, PageRequest.ALL).items().stream()
                    .map(status -> status.instanceId().value()).toList(), each[0]);
        }
        StatusSearch reachable = new StatusSearch(
                List.of(), List.of(new Filter("system-status.reachability", List.of("passed"))), true);
        assertEquals(2, reachable.page(List.of(well, ill, off), names, PageRequest.ALL).items().size());
        StatusSearch here = new StatusSearch(
                List.of(), List.of(new Filter("availability-zone", List.of("local-1a"))), true);
        assertEquals(3, here.page(List.of(well, ill, off), names, PageRequest.ALL).items().size());
    }

    private static ConsoleScanner console(String printed) {
        ConsoleScanner scanner = new ConsoleScanner(List.of(), List.of());
        scanner.feed(printed.replace('~', '\n'));
        return scanner;
    }
}
