package dev.slipway.launcher.exchange;

import java.util.Optional;

/**
 * Where a disk is, as a request says it: a URL, or a bucket and a key, which for an export is the prefix of the file's name.
 */
public record DiskPlace(Optional<String> url, Optional<String> bucket, Optional<String> key) {

    public DiskPlace {
        url = url == null ? Optional.empty() : url;
        bucket = bucket == null ? Optional.empty() : bucket;
        key = key == null ? Optional.empty() : key;
    }
}
