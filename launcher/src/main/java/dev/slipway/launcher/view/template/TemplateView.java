package dev.slipway.launcher.view.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.template.AddedVersion;
import dev.slipway.launcher.instance.template.LaunchTemplate;
import dev.slipway.launcher.instance.template.LaunchTemplateVersion;
import dev.slipway.launcher.view.TagView;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Launch templates in the shape of EC2's DescribeLaunchTemplates and DescribeLaunchTemplateVersions. */
public final class TemplateView {

    private static final Column[] TEMPLATE = {
        Column.id("TEMPLATE", "LaunchTemplateId"),
        Column.at("NAME", "LaunchTemplateName"),
        Column.at("DEFAULT", "DefaultVersionNumber"),
        Column.at("LATEST", "LatestVersionNumber"),
        Column.at("CREATED", "CreateTime"),
    };

    private static final Column[] VERSION = {
        Column.at("NAME", "LaunchTemplateName"),
        Column.at("VERSION", "VersionNumber"),
        Column.at("DEFAULT", "DefaultVersion"),
        Column.at("IMAGE", "LaunchTemplateData", "ImageId"),
        Column.at("TYPE", "LaunchTemplateData", "InstanceType"),
        Column.at("DESCRIPTION", "VersionDescription"),
        Column.at("CREATED", "CreateTime"),
    };

    private TemplateView() {
    }

    /** EC2's answer to what makes, changes or deletes one. */
    public static Answer one(LaunchTemplate template) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode node = document.putObject("LaunchTemplate");
        put(node, template);
        return new Answer(document, JsonNodeFactory.instance.arrayNode().add(node), List.of(TEMPLATE));
    }

    /** EC2's answer to DescribeLaunchTemplates. */
    public static Answer list(List<LaunchTemplate> templates) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("LaunchTemplates");
        templates.forEach(template -> put(list.addObject(), template));
        return Answer.list(document, "LaunchTemplates", TEMPLATE);
    }

    /** EC2's answer to CreateLaunchTemplateVersion. */
    public static Answer added(AddedVersion added) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode node = document.putObject("LaunchTemplateVersion");
        put(node, added.template(), added.version());
        return new Answer(document, JsonNodeFactory.instance.arrayNode().add(node), List.of(VERSION));
    }

    /** EC2's answer to DescribeLaunchTemplateVersions. */
    public static Answer versions(LaunchTemplate template, List<LaunchTemplateVersion> versions) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("LaunchTemplateVersions");
        versions.forEach(version -> put(list.addObject(), template, version));
        return Answer.list(document, "LaunchTemplateVersions", VERSION);
    }

    /** EC2's answer to DeleteLaunchTemplateVersions; nothing is ever deleted in part. */
    public static Answer deleted(LaunchTemplate template, List<LaunchTemplateVersion> versions) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("SuccessfullyDeletedLaunchTemplateVersions");
        for (LaunchTemplateVersion version : versions) {
            list.addObject().put("LaunchTemplateId", template.launchTemplateId().value())
                    .put("LaunchTemplateName", template.launchTemplateName())
                    .put("VersionNumber", version.versionNumber());
        }
        document.putArray("UnsuccessfullyDeletedLaunchTemplateVersions");
        return Answer.list(document, "SuccessfullyDeletedLaunchTemplateVersions",
                Column.at("NAME", "LaunchTemplateName"), Column.at("DELETED", "VersionNumber"));
    }

    private static void put(ObjectNode json, LaunchTemplate template) {
        json.put("LaunchTemplateId", template.launchTemplateId().value());
        json.put("LaunchTemplateName", template.launchTemplateName());
        json.put("CreateTime", Timestamp.format(template.createTime()));
        json.put("CreatedBy", creator(template));
        json.put("DefaultVersionNumber", template.defaultVersion());
        json.put("LatestVersionNumber", template.latestVersion());
        TagView.put(json, template.tags());
    }

    private static void put(ObjectNode json, LaunchTemplate template, LaunchTemplateVersion version) {
        json.put("LaunchTemplateId", template.launchTemplateId().value());
        json.put("LaunchTemplateName", template.launchTemplateName());
        json.put("VersionNumber", version.versionNumber());
        version.versionDescription().ifPresent(text -> json.put("VersionDescription", text));
        json.put("CreateTime", Timestamp.format(version.createTime()));
        json.put("CreatedBy", creator(template));
        json.put("DefaultVersion", version.versionNumber() == template.defaultVersion());
        json.set("LaunchTemplateData", TemplateDataView.of(version.launchTemplateData()));
    }

    private static String creator(LaunchTemplate template) {
        return "arn:aws:iam::" + template.ownerId() + ":root";
    }
}
