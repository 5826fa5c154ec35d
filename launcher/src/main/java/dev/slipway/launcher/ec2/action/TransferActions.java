package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.transfer.archive.ExportFormat;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.exchange.DiskPlace;
import dev.slipway.launcher.exchange.ExportTaskRequest;
import dev.slipway.launcher.exchange.ImportTaskRequest;
import dev.slipway.launcher.exchange.TaskKind;
import dev.slipway.launcher.exchange.TaskSearch;
import dev.slipway.launcher.exchange.TransferTask;
import dev.slipway.launcher.view.TransferView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Disks that come in and go out, as tasks. */
final class TransferActions {

    private static final Set<String> CONTAINER = Set.of("Description", "DeviceName", "Format", "Url", "UserBucket");
    private static final String BUCKET = "S3Bucket";

    private TransferActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.checks("ImportImage", TransferActions::importImage, "Architecture", "BootMode", "ClientToken", "Description",
                        "DiskContainer.N", "Hypervisor", "LicenseType", "Platform", "RoleName", "TagSpecification.N"),
                describe("DescribeImportImageTasks", TaskKind.IMPORT_IMAGE, "ImportTaskId", "Filters"),
                Action.checks("ImportSnapshot", TransferActions::importSnapshot, "ClientToken", "Description",
                        "DiskContainer.Description", "DiskContainer.Format", "DiskContainer.Url", "DiskContainer.UserBucket.S3Bucket",
                        "DiskContainer.UserBucket.S3Key", "RoleName", "TagSpecification.N"),
                describe("DescribeImportSnapshotTasks", TaskKind.IMPORT_SNAPSHOT, "ImportTaskId", "Filters"),
                Action.checks("ExportImage", TransferActions::export, "ClientToken", "Description", "DiskImageFormat", "ImageId",
                        "RoleName", "S3ExportLocation.S3Bucket", "S3ExportLocation.S3Prefix", "TagSpecification.N"),
                describe("DescribeExportImageTasks", TaskKind.EXPORT_IMAGE, "ExportImageTaskId", "Filter"),
                Action.checks("CancelImportTask", call -> TransferView.cancelled(call.services().transfers().cancelImport(
                        call.required("ImportTaskId"), call.text("CancelReason"), call.dryRun())).document(), "ImportTaskId", "CancelReason"),
                Action.changes("CancelExportTask", TransferActions::cancelExport, "ExportTaskId"));
    }

    private static Action describe(String name, TaskKind kind, String ids, String filters) {
        return Action.reads(name, call -> {
            Page<TransferTask> page = call.services().transfers().search(
                    new TaskSearch(kind, call.parameters().texts(ids), call.filters(filters)), call.page());
            return Words.page(TransferView.list(kind, page.items()), page);
        }, ids + ".N", filters + ".N", "MaxResults", "NextToken");
    }

    private static ObjectNode importImage(Call call) {
        List<Members> containers = call.parameters().list("DiskContainer");
        if (containers.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "The request must contain the parameter DiskContainer.");
        }
        if (containers.size() > 1) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "An image is imported of one disk container here; "
                    + "for several disks import snapshots, or an OVA, and register an image of them.");
        }
        call.text("Hypervisor").ifPresent(Words.oneOf("Hypervisor", new String[] {"xen"}, word -> word)::apply);
        call.text("LicenseType").ifPresent(Words.oneOf("LicenseType", new String[] {"AWS", "BYOL"}, word -> word)::apply);
        Optional<String> platform = call.text("Platform").map(Words.oneOf("Platform", new String[] {"Windows", "Linux"}, word -> word))
                .filter("Windows"::equals).map(word -> word.toLowerCase(Locale.ROOT));
        ImportTaskRequest request = request(call, containers.get(0), TaskKind.IMPORT_IMAGE,
                call.text("Architecture").map(text -> Architecture.named(text)
                        .orElseThrow(() -> Call.invalid("Architecture", text, "no processor here"))),
                call.text("BootMode").map(Words.oneOf("BootMode", BootMode.values(), BootMode::word)), platform);
        return TransferView.begun(Begun.of(call, (services, begun) -> services.transfers().importImage(request, begun))).document();
    }

    private static ObjectNode importSnapshot(Call call) {
        ImportTaskRequest request = request(call, call.parameters().member("DiskContainer"), TaskKind.IMPORT_SNAPSHOT,
                Optional.empty(), Optional.empty(), Optional.empty());
        return TransferView.begun(Begun.of(call, (services, begun) -> services.transfers().importSnapshot(request, begun))).document();
    }

    private static ImportTaskRequest request(Call call, Members container, TaskKind kind, Optional<Architecture> architecture,
            Optional<BootMode> bootMode, Optional<String> platform) {
        call.requireTagsOf(kind.resourceType());
        for (String name : container.names()) {
            if (!CONTAINER.contains(name)) {
                throw new LauncherException(LauncherError.UNKNOWN_PARAMETER,
                        "The parameter DiskContainer." + name + " is not recognized.");
            }
        }
        Members bucket = container.member("UserBucket");
        return new ImportTaskRequest(new DiskPlace(container.text("Url"), bucket.text(BUCKET), bucket.text("S3Key")),
                container.text("Format").flatMap(TransferActions::format), call.text("Description").or(() -> container.text("Description")),
                architecture, bootMode, platform, call.tags(kind.resourceType()), call.text("ClientToken"), call.dryRun());
    }

    /** EC2's formats; an OVA is recognised by itself. */
    private static Optional<DiskFormat> format(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "OVA" -> Optional.empty();
            case "RAW" -> Optional.of(DiskFormat.RAW);
            case "VMDK" -> Optional.of(DiskFormat.VMDK);
            case "VHD" -> Optional.of(DiskFormat.VPC);
            case "VHDX" -> Optional.of(DiskFormat.VHDX);
            case "QCOW2" -> Optional.of(DiskFormat.QCOW2);
            default -> throw Call.invalid("Format", text, "none of OVA, RAW, VMDK, VHD, VHDX, QCOW2");
        };
    }

    private static ObjectNode export(Call call) {
        call.requireTagsOf(TaskKind.EXPORT_IMAGE.resourceType());
        Members location = call.parameters().member("S3ExportLocation");
        String bucket = location.text(BUCKET).orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The request must contain the parameter S3ExportLocation.S3Bucket."));
        String format = Words.oneOf("DiskImageFormat", new String[] {"VMDK", "RAW", "VHD"}, word -> word)
                .apply(call.required("DiskImageFormat"));
        ExportTaskRequest request = new ExportTaskRequest(new ImageId(call.required("ImageId")), ExportFormat.valueOf(format), bucket,
                location.text("S3Prefix").orElse(""), call.text("Description"), call.tags(TaskKind.EXPORT_IMAGE.resourceType()),
                call.text("ClientToken"), call.dryRun());
        return TransferView.begun(Begun.of(call, (services, begun) -> services.transfers().exportImage(request, begun))).document();
    }

    private static ObjectNode cancelExport(Call call) {
        call.services().transfers().cancelExport(call.required("ExportTaskId"));
        return Words.done();
    }
}
