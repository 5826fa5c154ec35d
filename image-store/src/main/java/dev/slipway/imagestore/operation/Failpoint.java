package dev.slipway.imagestore.operation;

/**
 * Places at which a test lets the process die, to see that the next one puts everything right: armed by the system
 * property {@code slipway.failpoint}, and nothing at all otherwise.
 */
public enum Failpoint {
    OPERATION_BEGUN,
    SOURCE_FETCHED,
    SOURCE_UNPACKED,
    IMPORT_STAGED,
    LAYER_MOVED,
    IMAGE_WRITTEN,
    IMPORT_COMMITTED,
    BUNDLE_STAGED,
    BUNDLE_PARTS_MOVED,
    BUNDLE_WRITTEN,
    BUNDLE_MANIFEST_DELETED,
    BUNDLE_UNPACKED,
    BUNDLE_LAYER_MOVED,
    BUNDLE_CACHED,
    COPY_ANNOUNCED,
    COPY_LAYER_STAGED,
    COPY_LAYER_MOVED,
    COPY_LAYER_ADMITTED,
    COPY_PART_STAGED,
    COPY_COMMITTING,
    COPY_COMMITTED,
    BUNDLE_COPY_BEGUN,
    BUNDLE_GUEST_FROZEN,
    BUNDLE_ROOT_COPIED,
    ARCHIVE_STAGED,
    EXPORT_WRITTEN,
    VOLUME_MARKED,
    VOLUME_FILES_DELETED,
    SNAPSHOT_STAGED,
    SNAPSHOT_RECORDED,
    SNAPSHOT_SWITCHED,
    SNAPSHOT_COMMITTED,
    VOLUME_MADE,
    VOLUME_GROWN,
    ATTACHMENT_RECORDED,
    ATTACHMENT_DONE,
    ATTACHMENT_COMMITTED,
    ROOT_MADE,
    ROOT_SWAPPED,
    ROOT_DISCARDED,
    CHAIN_FLATTENED,
    CHAIN_REPLACED,
    RECORDS_WRITTEN,
    RECORDS_COMMITTED,
    IMAGES_DEREGISTERED,
    SWEEP_DECIDED,
    GARBAGE_MOVED,
    LAUNCH_FILES_BEGUN,
    LAUNCH_FILES_MADE,
    LAUNCH_RECORDED,
    LAUNCH_DEFINED,
    LAUNCH_BOOTED,
    LAUNCH_COMMITTING,
    LAUNCH_COMMITTED,
    START_RECORDED,
    START_DISKS_MADE,
    START_DEFINED,
    START_BOOTED,
    START_COMMITTED,
    MODIFICATION_DATA_REPLACED,
    MODIFICATION_SEED_MADE,
    MODIFICATION_RECORDED,
    TERMINATION_BEGUN,
    TERMINATION_MACHINE_GONE,
    TERMINATION_VOLUMES_GONE,
    TERMINATION_FILES_GONE,
    TERMINATION_RECORDED,
    GROUP_RECORDED,
    FILTERS_GROUPS_WRITTEN,
    FILTERS_CARDS_WRITTEN,
    FILTERS_CARDS_REMOVED;

    /** What a process killed by signal 9 ends with, as shells count it. */
    public static final int EXIT = 137;

    private static final String ARMED = System.getProperty("slipway.failpoint");

    /** Dies here when armed: at once, with no shutdown hook, no finally, nothing flushed. */
    public void reached() {
        if (ARMED != null && ARMED.equals(name())) {
            Runtime.getRuntime().halt(EXIT);
        }
    }
}
