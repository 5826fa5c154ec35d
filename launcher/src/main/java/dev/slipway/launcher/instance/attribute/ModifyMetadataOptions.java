package dev.slipway.launcher.instance.attribute;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.instance.record.MetadataTags;
import dev.slipway.launcher.instance.request.MetadataOptionsRequest;
import dev.slipway.launcher.instance.state.InstanceAction;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html">
 * ModifyInstanceMetadataOptions</a>. Whoever answers for the metadata service looks at the record, so what changes here
 * counts from the next request on.
 */
public final class ModifyMetadataOptions {

    private final InstanceRecords records;

    /** Modifies instances in {@code records}. */
    public ModifyMetadataOptions(InstanceRecords records) {
        this.records = records;
    }

    /**
     * Changes what is asked for and leaves the rest. Throws INCORRECT_INSTANCE_STATE, INVALID_PARAMETER_VALUE for tags that
     * cannot be told, DRY_RUN.
     */
    public Instance run(Instance instance, MetadataOptionsRequest request, boolean dryRun) {
        changed(instance, request);
        if (dryRun) {
            throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
        }
        return records.update(instance.instanceId(), now -> changed(now, request));
    }

    private static Instance changed(Instance instance, MetadataOptionsRequest request) {
        InstanceAction.MODIFY.require(instance);
        MetadataOptions next = request.over(instance.metadataOptions());
        if (next.instanceMetadataTags()) {
            MetadataTags.check(instance.tags());
        }
        return instance.draft().metadataOptions(next).build();
    }
}
