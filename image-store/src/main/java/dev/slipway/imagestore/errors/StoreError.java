package dev.slipway.imagestore.errors;

import dev.slipway.host.errors.ErrorCode;
import dev.slipway.host.errors.ExitCode;

/**
 * Every error of the image store with its exit code; the codes are EC2's where EC2 has one
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2 error codes</a>).
 */
public enum StoreError implements ErrorCode {
    IMAGE_NOT_FOUND("InvalidAMIID.NotFound", ExitCode.NOT_FOUND),
    IMAGE_ID_MALFORMED("InvalidAMIID.Malformed", ExitCode.USAGE),
    /** The image exists and cannot be used: deregistered, failed or pending. */
    IMAGE_UNAVAILABLE("InvalidAMIID.Unavailable", ExitCode.REFUSED),
    /** The image is seen, and what is asked for is its owner's business. */
    IMAGE_NOT_YOURS("AuthFailure", ExitCode.NOT_PERMITTED),
    IMAGE_NAME_DUPLICATE("InvalidAMIName.Duplicate", ExitCode.REFUSED),
    IMAGE_NAME_MALFORMED("InvalidAMIName.Malformed", ExitCode.USAGE),
    /** A reference fits more than one image. No code of EC2's: its references are always whole ids. */
    IMAGE_AMBIGUOUS("AmbiguousImage", ExitCode.USAGE),
    SNAPSHOT_NOT_FOUND("InvalidSnapshot.NotFound", ExitCode.NOT_FOUND),
    SNAPSHOT_ID_MALFORMED("InvalidSnapshotID.Malformed", ExitCode.USAGE),
    /** An image uses the snapshot. */
    /** Two snapshots that come from nothing in common. */
    SNAPSHOTS_UNRELATED("UnrelatedSnapshots", ExitCode.USAGE),
    /** What is shown for a block of a snapshot is not what was given for it, or is too old. */
    BLOCK_TOKEN("InvalidBlockToken", ExitCode.USAGE),
    BLOCK_INDEX("InvalidBlock", ExitCode.USAGE),
    SNAPSHOT_IN_USE("InvalidSnapshot.InUse", ExitCode.REFUSED),
    /** The snapshot is in a state in which this cannot be done. */
    SNAPSHOT_STATE("IncorrectState", ExitCode.REFUSED),
    VOLUME_NOT_FOUND("InvalidVolume.NotFound", ExitCode.NOT_FOUND),
    VOLUME_ID_MALFORMED("InvalidVolumeID.Malformed", ExitCode.USAGE),
    /** An instance uses the volume. */
    VOLUME_IN_USE("VolumeInUse", ExitCode.REFUSED),
    /** The volume is in a state in which this cannot be done. */
    VOLUME_STATE("IncorrectState", ExitCode.REFUSED),
    /** A manifest cannot be read, or what it lists is not there or is not what it says. */
    INVALID_MANIFEST("InvalidManifest", ExitCode.REFUSED),
    /** No bundle lies there. S3's code. */
    BUNDLE_NOT_FOUND("NoSuchKey", ExitCode.NOT_FOUND),
    BUNDLE_EXISTS("BundleAlreadyExists", ExitCode.REFUSED),
    /** An image is registered from the bundle. EC2 would let its launches fail. */
    BUNDLE_IN_USE("BundleInUse", ExitCode.REFUSED),
    /** The bundle is another account's. S3's code. */
    BUNDLE_ACCESS_DENIED("AccessDenied", ExitCode.NOT_PERMITTED),
    /** S3's code for a bucket's name. */
    BUCKET_NAME_MALFORMED("InvalidBucketName", ExitCode.USAGE),
    /** The volume is not attached there. */
    ATTACHMENT_NOT_FOUND("InvalidAttachment.NotFound", ExitCode.NOT_FOUND),
    /** Volume and instance are not in one availability zone. */
    VOLUME_ZONE_MISMATCH("InvalidVolume.ZoneMismatch", ExitCode.USAGE),
    ZONE_NOT_FOUND("InvalidZone.NotFound", ExitCode.NOT_FOUND),
    BLOCK_DEVICE_MAPPING("InvalidBlockDeviceMapping", ExitCode.USAGE),
    /** No product has this code. EC2's code for a product code that is not valid. */
    PRODUCT_NOT_FOUND("InvalidProductInfo", ExitCode.NOT_FOUND),
    /** A product with this code exists. */
    PRODUCT_EXISTS("InvalidProductInfo.Duplicate", ExitCode.REFUSED),
    /** An image, snapshot or volume carries the product's code. */
    PRODUCT_IN_USE("InvalidProductInfo.InUse", ExitCode.REFUSED),
    /** The product is another account's. */
    PRODUCT_NOT_YOURS("AuthFailure", ExitCode.NOT_PERMITTED),
    /** The terms of a product have still to be accepted. */
    OPT_IN_REQUIRED("OptInRequired", ExitCode.NOT_PERMITTED),
    /** The terms of a product are no longer those that were read. */
    TERMS_CHANGED("TermsChanged", ExitCode.REFUSED),
    PARAMETER_VALUE("InvalidParameterValue", ExitCode.USAGE),
    PARAMETER_COMBINATION("InvalidParameterCombination", ExitCode.USAGE),
    PARAMETER_MISSING("MissingParameter", ExitCode.USAGE),
    /** More tags than one resource may have. */
    TAG_LIMIT("TagLimitExceeded", ExitCode.USAGE),
    /** The word is no id of anything that can have tags. */
    RESOURCE_ID("InvalidID", ExitCode.USAGE),
    /** More resources than one request may name. */
    RESOURCE_LIMIT("ResourceCountExceeded", ExitCode.USAGE),
    /** Filters with more values than one request may have. */
    FILTER_LIMIT("FilterLimitExceeded", ExitCode.USAGE),
    /** What says where the page before ended is no such thing. */
    PAGE_TOKEN("InvalidPaginationToken", ExitCode.USAGE),
    /** An account to share with, or no longer, is none. */
    PERMISSION_VALUE("InvalidAMIAttributeItemValue", ExitCode.USAGE),
    /** A protection or a block of the account's own stands against it. */
    OPERATION_NOT_PERMITTED("OperationNotPermitted", ExitCode.NOT_PERMITTED),
    /** Something else depends on it. */
    DEPENDENCY_VIOLATION("DependencyViolation", ExitCode.REFUSED),
    CHANNEL_NOT_FOUND("InvalidChannel.NotFound", ExitCode.NOT_FOUND),
    CHANNEL_NAME_MALFORMED("InvalidChannelName.Malformed", ExitCode.USAGE),
    ACCOUNT_ID_MALFORMED("InvalidUserID.Malformed", ExitCode.USAGE),

    /** A client token was used before, with other parameters. */
    TOKEN_MISMATCH("IdempotentParameterMismatch", ExitCode.REFUSED),
    /** EC2's code for a copy of what its owner does not let others copy. */
    COPY_NOT_PERMITTED("InvalidRequest", ExitCode.NOT_PERMITTED),
    /** This kind of image or snapshot has no such operation. */
    UNSUPPORTED("UnsupportedOperation", ExitCode.REFUSED),
    /** The file to be written is there already. */
    FILE_EXISTS("FileAlreadyExists", ExitCode.REFUSED),
    /** An image's archive is damaged, contradicts itself, or names what it must not. */
    ARCHIVE_MALFORMED("InvalidImageArchive", ExitCode.USAGE),
    /** An image's archive was written by a newer Slipway. */
    ARCHIVE_TOO_NEW("InvalidImageArchive.TooNew", ExitCode.REFUSED),
    /** The content of a layer is not what its digest says. */
    LAYER_DAMAGED("LayerDamaged", ExitCode.HYPERVISOR_FAILED),

    /** No region of this name was added. */
    REGION_NOT_FOUND("InvalidRegion.NotFound", ExitCode.NOT_FOUND),
    REGION_EXISTS("InvalidRegion.Duplicate", ExitCode.REFUSED),
    /** The region is known, and its folder is not there: its disk is not mounted. */
    REGION_UNAVAILABLE("RegionUnavailable", ExitCode.REFUSED),
    /** The region holds something. EC2's word for what cannot be deleted before something else is. */
    REGION_IN_USE("DependencyViolation", ExitCode.REFUSED),

    /** The file to import is not there or is no regular file. */
    SOURCE_NOT_FOUND("SourceFileNotFound", ExitCode.NOT_FOUND),
    /** The file is no disk image, or none that can be recognised. */
    DISK_NOT_RECOGNISED("InvalidDiskImage", ExitCode.USAGE),
    /** The disk image names a backing file, and so content outside of itself. */
    DISK_BACKING_FILE("InvalidDiskImage.BackingFile", ExitCode.USAGE),
    /** The disk image keeps its data in another file. */
    DISK_DATA_FILE("InvalidDiskImage.DataFile", ExitCode.USAGE),
    DISK_ENCRYPTED("InvalidDiskImage.Encrypted", ExitCode.USAGE),
    /** The disk image is truncated, or its tables contradict each other. */
    DISK_CORRUPT("InvalidDiskImage.Corrupt", ExitCode.USAGE),
    /** The disk image is of another format than declared. */
    DISK_FORMAT_MISMATCH("InvalidDiskImage.FormatMismatch", ExitCode.USAGE),
    /** The format is known and cannot be imported. */
    DISK_FORMAT_UNSUPPORTED("InvalidDiskImage.UnsupportedFormat", ExitCode.USAGE),
    /** The disk the image describes is larger than the limit. */
    DISK_TOO_LARGE("InvalidDiskImage.TooLarge", ExitCode.USAGE),
    /** A compressed file expands beyond all reason. */
    DECOMPRESSION_BOMB("InvalidDiskImage.DecompressionBomb", ExitCode.USAGE),
    /** A virtual appliance whose descriptor or archive cannot be used. */
    OVA_INVALID("InvalidOva", ExitCode.USAGE),
    /** A virtual appliance that names files outside of itself. */
    OVA_FOREIGN_FILE("InvalidOva.ForeignFile", ExitCode.USAGE),
    /** A file has another digest than it should have. */
    CHECKSUM_MISMATCH("ChecksumMismatch", ExitCode.USAGE),
    /** A list of checksums has none for the file. */
    CHECKSUM_MISSING("ChecksumNotFound", ExitCode.NOT_FOUND),
    /** A file given as kernel or ramdisk is neither. */
    BOOT_FILE_NOT_RECOGNISED("InvalidBootFile", ExitCode.USAGE),

    /** Another process changed the same record first. Reading it again and repeating the change is safe. */
    CONCURRENT_CHANGE("ConcurrentModification", ExitCode.REFUSED),
    /** A record with this id or this unique name exists. The services have a better code for each case. */
    RECORD_EXISTS("AlreadyExists", ExitCode.REFUSED),
    /** A record that must be there is not. The services have a better code for each case. */
    RECORD_NOT_FOUND("RecordNotFound", ExitCode.NOT_FOUND),
    /** Other processes kept the catalogue busy for longer than a command waits. */
    STORE_BUSY("StoreBusy", ExitCode.TIMED_OUT),
    /** The catalogue was written by a newer Slipway. */
    STORE_TOO_NEW("StoreTooNew", ExitCode.REFUSED),
    /** The catalogue is gone, and the store is not empty. */
    CATALOGUE_LOST("CatalogueLost", ExitCode.REFUSED),
    /** There is a catalogue, so none is rebuilt. */
    STORE_NOT_LOST("CatalogueExists", ExitCode.REFUSED),
    /** The catalogue or a record in it cannot be read. */
    STORE_CORRUPT("StoreCorrupt", ExitCode.HYPERVISOR_FAILED),
    /** The catalogue cannot be opened or written by this user. */
    STORE_NOT_PERMITTED("StoreNotPermitted", ExitCode.NOT_PERMITTED);

    private final String code;
    private final ExitCode exit;

    StoreError(String code, ExitCode exit) {
        this.code = code;
        this.exit = exit;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ExitCode exit() {
        return exit;
    }
}
