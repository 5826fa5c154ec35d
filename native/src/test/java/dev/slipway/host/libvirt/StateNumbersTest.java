package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StateNumbersTest {

    @Test
    void libvirtsNumbersAreKnown() {
        assertEquals(new DomainStatus(DomainState.PAUSED, StateReason.PAUSED_IO_ERROR), DomainStatus.of(3, 5));
        assertEquals(new DomainStatus(DomainState.SHUT_OFF, StateReason.SHUT_OFF_CRASHED), DomainStatus.of(5, 3));
    }

    @Test
    void numbersOfANewerLibvirtAreUnknown() {
        assertEquals(new DomainStatus(DomainState.UNKNOWN, StateReason.UNKNOWN), DomainStatus.of(42, 1));
        assertEquals(new DomainStatus(DomainState.RUNNING, StateReason.UNKNOWN), DomainStatus.of(1, 99));
    }
}
