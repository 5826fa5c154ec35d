package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.attribute.BootAttribute;
import dev.slipway.launcher.instance.attribute.ModifyRequest;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.request.InstanceSearch;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.view.instance.InstanceAttributeView;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked and said of single instances. */
final class InstanceAttributeActions {

    private static final String ID = "InstanceId";
    private static final String ATTRIBUTE = "Attribute";
    private static final String VALUE = "Value";

    private InstanceAttributeActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.reads("DescribeInstanceAttribute", InstanceAttributeActions::describe, ID, ATTRIBUTE),
                Action.checks("ModifyInstanceAttribute", InstanceAttributeActions::modify, ID, ATTRIBUTE, VALUE, "InstanceType.Value",
                        "Kernel.Value", "Ramdisk.Value", "UserData.Value", "DisableApiTermination.Value", "DisableApiStop.Value",
                        "InstanceInitiatedShutdownBehavior.Value", "SourceDestCheck.Value", "BlockDeviceMapping.N", "GroupId.N"),
                Action.changes("ResetInstanceAttribute", InstanceAttributeActions::reset, ID, ATTRIBUTE),
                Action.reads("GetConsoleScreenshot", InstanceAttributeActions::screenshot, ID),
                Action.reads("MonitorInstances", InstanceAttributeActions::monitoring, "InstanceId.N"),
                Action.reads("UnmonitorInstances", InstanceAttributeActions::monitoring, "InstanceId.N"),
                Action.reads("DescribeIamInstanceProfileAssociations", InstanceAttributeActions::profiles, "AssociationId.N", "Filter.N",
                        "MaxResults", "NextToken"),
                Action.reads("DescribeInstanceCreditSpecifications", InstanceAttributeActions::credits, "InstanceId.N", "Filter.N",
                        "MaxResults", "NextToken"));
    }

    private static InstanceId id(Call call) {
        return new InstanceId(call.required(ID));
    }

    private static ObjectNode describe(Call call) {
        String attribute = Words.oneOf(ATTRIBUTE, InstanceAttributeView.NAMES.toArray(String[]::new), name -> name)
                .apply(call.required(ATTRIBUTE));
        Instance instance = call.services().instances().describe(List.of(id(call))).get(0);
        return InstanceAttributeView.of(instance, attribute, () -> call.services().instances().userData(instance.instanceId())).document();
    }

    private static ObjectNode modify(Call call) {
        List<String> groups = call.parameters().texts("GroupId");
        Optional<Boolean> check = value(call, "SourceDestCheck").map(text -> Call.truth("SourceDestCheck.Value", text));
        if (!groups.isEmpty()) {
            call.services().instances().modifyGroups(id(call), groups, call.dryRun());
        } else if (check.isPresent()) {
            requireChecked(check.get());
            call.services().instances().describe(List.of(id(call)));
        } else {
            call.services().instances().modify(request(call));
        }
        return Words.done();
    }

    private static void requireChecked(boolean wanted) {
        if (!wanted) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION,
                    "Guests send and receive by their own addresses only; the check cannot be turned off.");
        }
    }

    private static ModifyRequest request(Call call) {
        return new ModifyRequest(id(call), value(call, "InstanceType"), value(call, "UserData").map(UserData::new),
                value(call, "Kernel"), value(call, "Ramdisk"), Optional.empty(),
                value(call, "DisableApiTermination").map(text -> Call.truth("DisableApiTermination.Value", text)),
                value(call, "DisableApiStop").map(text -> Call.truth("DisableApiStop.Value", text)),
                value(call, "InstanceInitiatedShutdownBehavior").map(Words.oneOf("InstanceInitiatedShutdownBehavior.Value",
                        ShutdownBehavior.values(), ShutdownBehavior::ec2Name)),
                deleteOnTermination(call), call.dryRun());
    }

    /** {@code InstanceType.Value=…}, or the older {@code Attribute=instanceType} with {@code Value=…}. */
    private static Optional<String> value(Call call, String name) {
        Optional<String> named = call.parameters().member(name).text(VALUE);
        boolean meant = call.text(ATTRIBUTE).filter(attribute -> attribute.equalsIgnoreCase(name)).isPresent();
        return named.or(() -> meant ? Optional.of(call.required(VALUE)) : Optional.empty());
    }

    private static Map<String, Boolean> deleteOnTermination(Call call) {
        Map<String, Boolean> byDevice = new HashMap<>();
        for (BlockDeviceRequest device : Words.devices(call)) {
            byDevice.put(device.deviceName(), device.ebs().flatMap(EbsRequest::deleteOnTermination).orElseThrow(
                    () -> new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The mapping of '" + device.deviceName()
                            + "' has no Ebs.DeleteOnTermination, and nothing else of it can be modified.")));
        }
        return byDevice;
    }

    private static ObjectNode reset(Call call) {
        String attribute = call.required(ATTRIBUTE);
        if (attribute.equals("sourceDestCheck")) {
            call.services().instances().describe(List.of(id(call)));
            return Words.done();
        }
        call.services().instances().reset(id(call),
                Words.oneOf(ATTRIBUTE, BootAttribute.values(), BootAttribute::ec2Name).apply(attribute));
        return Words.done();
    }

    private static ObjectNode screenshot(Call call) {
        byte[] picture = call.services().instances().access().screenshot(id(call));
        return JsonNodeFactory.instance.objectNode().put("ImageData", Base64.getEncoder().encodeToString(picture))
                .put(ID, id(call).value());
    }

    /** There is no detailed monitoring to switch on, and the answer says so. */
    private static ObjectNode monitoring(Call call) {
        List<Instance> instances = call.services().instances().describe(call.several(ID, InstanceId::new));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("InstanceMonitorings");
        for (Instance instance : instances) {
            list.addObject().put(ID, instance.instanceId().value()).putObject("Monitoring").put("State", "disabled");
        }
        return document;
    }

    /** No instance has one: there is no IAM here. So whichever association is named is not there. */
    private static ObjectNode profiles(Call call) {
        call.list("AssociationId", id -> id).stream().findFirst().ifPresent(id -> {
            throw new LauncherException(LauncherError.ASSOCIATION_NOT_FOUND, "The association ID '" + id + "' does not exist");
        });
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("IamInstanceProfileAssociations");
        return document;
    }

    private static ObjectNode credits(Call call) {
        Page<Instance> page = call.services().instances().search(
                new InstanceSearch(call.list(ID, InstanceId::new), call.filters()), call.page());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("InstanceCreditSpecifications");
        for (Instance instance : page.items()) {
            if (InstanceType.isBurstable(instance.instanceType())) {
                list.addObject().put(ID, instance.instanceId().value()).put("CpuCredits", "unlimited");
            }
        }
        page.nextToken().ifPresent(token -> document.put("NextToken", token));
        return document;
    }
}
