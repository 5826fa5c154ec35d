package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.template.LaunchTemplate;
import dev.slipway.launcher.instance.template.LaunchTemplateVersion;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.service.TemplateDocument;
import dev.slipway.launcher.view.template.TemplateDataView;
import dev.slipway.launcher.view.template.TemplateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Launch templates. */
final class TemplateActions {

    private static final String ID = "LaunchTemplateId";
    private static final String NAME = "LaunchTemplateName";
    private static final String DATA = "LaunchTemplateData";
    private static final String VERSION = "LaunchTemplateVersion";
    private static final String TYPE = "launch-template";
    /** Lists that the Query protocol calls otherwise than the service's documents. */
    private static final Map<String, String> RENAMED = Map.of("BlockDeviceMapping", "BlockDeviceMappings", "NetworkInterface",
            "NetworkInterfaces", "SecurityGroupId", "SecurityGroupIds", "SecurityGroup", "SecurityGroups", "TagSpecification",
            "TagSpecifications", "Tag", "Tags");
    private static final Set<String> NUMBERS = Set.of("DeviceIndex", "CoreCount", "ThreadsPerCore");
    private static final Set<String> TRUTHS = Set.of("DisableApiTermination", "DisableApiStop");

    private TemplateActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.changes("CreateLaunchTemplate", TemplateActions::create, NAME, "VersionDescription", "LaunchTemplateData",
                        "ClientToken", "TagSpecification.N"),
                Action.changes("CreateLaunchTemplateVersion", TemplateActions::createVersion, ID, NAME, "SourceVersion",
                        "VersionDescription", "LaunchTemplateData", "ClientToken"),
                Action.reads("DescribeLaunchTemplates", TemplateActions::describe, "LaunchTemplateId.N", "LaunchTemplateName.N",
                        "Filter.N", "MaxResults", "NextToken"),
                Action.reads("DescribeLaunchTemplateVersions", TemplateActions::versions, ID, NAME, "LaunchTemplateVersion.N",
                        "MinVersion", "MaxVersion", "MaxResults", "NextToken"),
                Action.changes("ModifyLaunchTemplate", TemplateActions::modify, ID, NAME, "SetDefaultVersion", "ClientToken"),
                Action.changes("DeleteLaunchTemplate", TemplateActions::delete, ID, NAME),
                Action.changes("DeleteLaunchTemplateVersions", TemplateActions::deleteVersions, ID, NAME, "LaunchTemplateVersion.N"),
                Action.reads("GetLaunchTemplateData", TemplateActions::dataOf, "InstanceId"));
    }

    private static String template(Call call) {
        return call.text(ID).orElseGet(() -> call.required(NAME));
    }

    private static LaunchTemplates templates(Call call) {
        return call.services().templates();
    }

    private static ObjectNode create(Call call) {
        call.requireTagsOf(TYPE);
        return TemplateView.one(templates(call).create(call.required(NAME), call.text("VersionDescription"), data(call),
                call.tags(TYPE), call.text("ClientToken"))).document();
    }

    private static ObjectNode createVersion(Call call) {
        return TemplateView.added(templates(call).addVersion(template(call), call.text("SourceVersion"),
                call.text("VersionDescription"), data(call), call.text("ClientToken"))).document();
    }

    private static LaunchSpec data(Call call) {
        Members data = call.parameters().member(DATA);
        if (data.names().isEmpty()) {
            return LaunchSpec.NOTHING;
        }
        try {
            return TemplateDocument.read(typed("", data.document(RENAMED)));
        } catch (IllegalArgumentException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The parameter LaunchTemplateData cannot be understood: " + e.getMessage() + ".", e);
        }
    }

    /** A request of the Query protocol has nothing but texts; what is no number or truth stays one, and is refused by the reader. */
    private static JsonNode typed(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(typed(member.getKey(), member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, typed(name, array.get(i)));
            }
        } else if (NUMBERS.contains(name) && node.asText().matches("\\d{1,6}")) {
            return IntNode.valueOf(Integer.parseInt(node.asText()));
        } else if (TRUTHS.contains(name) && node.asText().matches("true|false")) {
            return BooleanNode.valueOf(node.asText().equals("true"));
        }
        return node;
    }

    private static ObjectNode describe(Call call) {
        List<String> references = new ArrayList<>(call.parameters().texts(ID));
        references.addAll(call.parameters().texts(NAME));
        Page<LaunchTemplate> page = templates(call).search(references, call.filters(), call.page());
        return Words.page(TemplateView.list(page.items()), page);
    }

    private static ObjectNode versions(Call call) {
        LaunchTemplate template = templates(call).describe(List.of(template(call))).get(0);
        List<String> wanted = call.parameters().texts(VERSION);
        List<LaunchTemplateVersion> found = wanted.isEmpty()
                ? templates(call).between(template, call.number("MinVersion").orElse(1), call.number("MaxVersion").orElse(Integer.MAX_VALUE))
                : templates(call).versions(template, wanted);
        Page<LaunchTemplateVersion> page = LaunchTemplates.page(found, call.page());
        return Words.page(TemplateView.versions(template, page.items()), page);
    }

    private static ObjectNode modify(Call call) {
        return TemplateView.one(templates(call).setDefault(template(call), call.required("SetDefaultVersion"),
                call.text("ClientToken"))).document();
    }

    private static ObjectNode delete(Call call) {
        return TemplateView.one(templates(call).delete(template(call))).document();
    }

    private static ObjectNode deleteVersions(Call call) {
        List<String> versions = call.several(VERSION, version -> version);
        LaunchTemplate before = templates(call).deleteVersions(template(call), versions);
        return TemplateView.deleted(before, templates(call).versions(before, versions)).document();
    }

    private static ObjectNode dataOf(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(DATA, TemplateDataView.of(call.services().instances().launchSpec(new InstanceId(call.required("InstanceId")))));
        return document;
    }
}
