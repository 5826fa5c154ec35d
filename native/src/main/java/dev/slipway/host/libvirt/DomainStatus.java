package dev.slipway.host.libvirt;

/** A domain's state, and why it is in it ({@code virDomainGetState}). */
public record DomainStatus(DomainState state, StateReason reason) {

    /** From libvirt's numbers; those of a newer libvirt become UNKNOWN. */
    public static DomainStatus of(int stateNumber, int reasonNumber) {
        DomainState state = DomainState.of(stateNumber);
        return new DomainStatus(state, StateReason.of(state, reasonNumber));
    }
}
