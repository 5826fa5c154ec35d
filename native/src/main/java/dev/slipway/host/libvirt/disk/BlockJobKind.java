package dev.slipway.host.libvirt.disk;

/** What a block job does; in the order of libvirt's {@code virDomainBlockJobType}, whose numbers are the ordinals. */
public enum BlockJobKind {
    UNKNOWN,
    PULL,
    COPY,
    COMMIT,
    ACTIVE_COMMIT,
    BACKUP;

    static BlockJobKind of(int number) {
        return number > 0 && number < values().length ? values()[number] : UNKNOWN;
    }
}
