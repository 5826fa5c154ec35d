package dev.slipway.launcher.instance.attribute;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.BootImages;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Seeds;
import dev.slipway.launcher.instance.machine.TypeFit;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceDraft;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.Protection;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.InstanceTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * EC2's ModifyInstanceAttribute and ResetInstanceAttribute. The domain is defined anew from the record at each start, so
 * whatever changes of a stopped instance is a matter of its record, and of its seed.
 */
public final class ModifyInstance {

    /** The kind of its operations in flight. */
    public static final String KIND = "modify-instance";
    private static final String INSTANCE = "instance";

    private final ImageStore store;
    private final InstanceRecords records;
    private final InstanceTypes types;
    private final Seeds seeds;
    private final BootImages bootImages;

    /** Modifies instances in {@code records}, to types of {@code types}. */
    public ModifyInstance(ImageStore store, InstanceRecords records, InstanceTypes types) {
        this.store = store;
        this.records = records;
        this.types = types;
        this.seeds = new Seeds(store.layout());
        this.bootImages = new BootImages(store);
    }

    /**
     * Checks a change against an instance as it is. Throws INCORRECT_INSTANCE_STATE, UNSUPPORTED_OPERATION,
     * INVALID_PARAMETER_COMBINATION, INVALID_PARAMETER_VALUE, INSTANCE_TYPE_UNKNOWN, what looking images up throws, and
     * DRY_RUN where all would be well.
     */
    public void check(Instance instance, ModifyRequest request) {
        AttributeRules.require(instance, request);
        changed(instance, request).apply(instance);
        if (request.dryRun()) {
            throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
        }
    }

    /** Changes one attribute of an instance; throws as {@link #check} does. */
    public Instance run(Instance instance, ModifyRequest request) {
        check(instance, request);
        InstanceId id = instance.instanceId();
        UnaryOperator<Instance> next = changed(instance, request);
        if (request.action() != InstanceAction.MODIFY_MACHINE) {
            return store.catalogue().change(change -> update(change, id, request, next));
        }
        // Nobody starts it meanwhile.
        try (RunningOperation operation = store.operations().begin(
                KIND, Map.of(INSTANCE, id.value()), List.of(), List.of(id.value()))) {
            AttributeRules.require(records.require(id), request);
            request.userData().ifPresent(data -> seeds.replaceUserData(id, instance.hostname(), data));
            Failpoint.MODIFICATION_SEED_MADE.reached();
            Instance recorded = store.catalogue().change(change -> {
                Instance modified = update(change, id, request, next);
                if (request.userData().isPresent()) {
                    records.history().attributeChanged(change, modified, "userData");
                }
                operation.finish(change);
                return modified;
            });
            Failpoint.MODIFICATION_RECORDED.reached();
            return recorded;
        }
    }

    private Instance update(Change change, InstanceId id, ModifyRequest request, UnaryOperator<Instance> next) {
        AttributeRules.require(records.findAnyones(change, id).orElseThrow().document(), request);
        return records.update(change, id, next);
    }

    /** Gives a stopped paravirtual instance its image's own kernel or ramdisk again; throws as {@link #check} does. */
    public Instance reset(Instance instance, BootAttribute attribute) {
        AttributeRules.requireState(instance, InstanceAction.MODIFY_MACHINE);
        AttributeRules.requireParavirtual(instance);
        return store.catalogue().change(change -> {
            Optional<Stored<Image>> image = change.find(Image.TABLE, instance.imageId().value());
            Instance now = records.findAnyones(change, instance.instanceId()).orElseThrow().document();
            AttributeRules.requireState(now, InstanceAction.MODIFY_MACHINE);
            Optional<ImageId> own = image.map(Stored::document).flatMap(attribute::of);
            if (own.isEmpty() && attribute == BootAttribute.KERNEL) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The image '" + instance.imageId()
                        + "' of the instance '" + instance.instanceId() + "' names no kernel to go back to.");
            }
            return records.update(change, now.instanceId(), i -> i.draft().boot(attribute.in(i.boot(), own)).build());
        });
    }

    /** The user data of an instance, as they were given. */
    public UserData userData(InstanceId id) {
        return seeds.userData(id);
    }

    /** Looks up all that the change needs first, because it is made within a transaction. */
    private UnaryOperator<Instance> changed(Instance looked, ModifyRequest request) {
        Optional<InstanceType> type = request.instanceType().map(types::named);
        Optional<ImageId> kernel = request.kernel().map(kernels -> bootImage(looked, kernels, ImageType.KERNEL));
        Optional<ImageId> ramdisk = request.ramdisk().map(ramdisks -> bootImage(looked, ramdisks, ImageType.RAMDISK));
        return instance -> {
            InstanceDraft draft = instance.draft();
            type.ifPresent(found -> retype(draft, instance, found));
            if (kernel.isPresent()) {
                draft.boot(BootAttribute.KERNEL.in(instance.boot(), kernel));
            }
            if (ramdisk.isPresent()) {
                draft.boot(BootAttribute.RAMDISK.in(instance.boot(), ramdisk));
            }
            request.kernelCommandLine().ifPresent(line -> draft.boot(withCommandLine(instance.boot(), line)));
            Protection protection = instance.protection();
            draft.protection(new Protection(
                    request.disableApiTermination().orElse(protection.disableApiTermination()),
                    request.disableApiStop().orElse(protection.disableApiStop())));
            request.shutdownBehavior().ifPresent(draft::shutdownBehavior);
            return draft.build();
        };
    }

    private static void retype(InstanceDraft draft, Instance instance, InstanceType type) {
        TypeFit.require(instance.hardware().architecture(), instance.boot().virtualizationType(), type,
                "instance '" + instance.instanceId() + "'");
        draft.instanceType(type.name())
                .hardware(TypeFit.hardware(instance.hardware(), type))
                .ephemeralDisks(TypeFit.ephemeralDisks(instance, type));
    }

    private ImageId bootImage(Instance instance, String reference, ImageType type) {
        return bootImages.own(reference, type, instance.hardware().architecture(),
                "instance '" + instance.instanceId() + "'");
    }

    private static BootSource withCommandLine(BootSource boot, String line) {
        return new BootSource(boot.virtualizationType(), boot.bootMode(), boot.uefi(), boot.kernelId(), boot.ramdiskId(),
                Optional.of(line));
    }

    /** Makes the seed of one whose modification was cut off agree with its user data. */
    public void settle(Operation operation) {
        InstanceId id = new InstanceId(operation.details().get(INSTANCE));
        seeds.renew(id, records.require(id).hostname());
    }
}
