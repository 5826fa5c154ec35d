package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.type.InstanceStorageDisk;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.Collection;
import java.util.StringJoiner;

/** Instance types in the shape of EC2's DescribeInstanceTypes. */
public final class InstanceTypeView {

    private InstanceTypeView() {
    }

    /** A list of instance types. */
    public static Answer list(Collection<InstanceType> types) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("InstanceTypes");
        for (InstanceType type : types) {
            put(list.addObject(), type);
        }
        return Answer.list(document, "InstanceTypes",
                Column.at("TYPE", "InstanceType"),
                Column.at("VCPUS", "VCpuInfo", "DefaultVCpus"),
                Column.at("MIB", "MemoryInfo", "SizeInMiB"),
                new Column("ARCH", row -> {
                    StringJoiner names = new StringJoiner(",");
                    row.path("ProcessorInfo").path("SupportedArchitectures").forEach(name -> names.add(name.asText()));
                    return names.toString();
                }),
                Column.at("DISKS GB", "InstanceStorageInfo", "TotalSizeInGB"));
    }

    /** What DescribeInstanceTypeOfferings answers. */
    public static ObjectNode offerings(Collection<InstanceType> types, String locationType, String location) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("InstanceTypeOfferings");
        types.forEach(type -> list.addObject().put("InstanceType", type.name()).put("LocationType", locationType)
                .put("Location", location));
        return document;
    }

    private static void put(ObjectNode json, InstanceType type) {
        json.put("InstanceType", type.name());
        json.put("CurrentGeneration", true);
        ArrayNode virtualization = json.putArray("SupportedVirtualizationTypes");
        for (VirtualizationType each : type.virtualizationTypes()) {
            virtualization.add(each.word());
        }
        ArrayNode architectures = json.putObject("ProcessorInfo").putArray("SupportedArchitectures");
        for (Architecture each : type.architectures()) {
            architectures.add(each.ec2Name());
        }
        json.putObject("VCpuInfo").put("DefaultVCpus", type.vcpus());
        json.putObject("MemoryInfo").put("SizeInMiB", type.memoryMebibytes());
        json.put("BareMetal", false);
        json.put("BurstablePerformanceSupported", type.isBurstable());
        json.put("InstanceStorageSupported", !type.storage().isEmpty());
        if (!type.storage().isEmpty()) {
            putStorage(json.putObject("InstanceStorageInfo"), type);
        }
    }

    private static void putStorage(ObjectNode json, InstanceType type) {
        json.put("TotalSizeInGB", type.storageGigabytes());
        json.put("NvmeSupport", type.storageIsNvme() ? "required" : "unsupported");
        ArrayNode disks = json.putArray("Disks");
        for (InstanceStorageDisk disk : type.storage()) {
            disks.addObject().put("SizeInGB", disk.sizeGigabytes()).put("Count", disk.count()).put("Type", disk.medium());
        }
    }
}
