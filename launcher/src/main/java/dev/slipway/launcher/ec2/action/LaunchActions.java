package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.progress.Progress;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.instance.request.CpuOptions;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.instance.request.TemplateReference;
import dev.slipway.launcher.seed.UserData;
import dev.slipway.launcher.service.ZoneFilters;
import dev.slipway.launcher.view.instance.InstanceView;
import dev.slipway.launcher.vpc.CardRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** RunInstances. */
final class LaunchActions {

    private static final String RESOLVE = "resolve:ssm:";
    private static final Set<String> CARD = Set.of("DeviceIndex", "SubnetId", "PrivateIpAddress", "SecurityGroupId",
            "AssociatePublicIpAddress", "DeleteOnTermination");

    private LaunchActions() {
    }

    static List<Action> all() {
        return List.of(Action.checks("RunInstances", LaunchActions::run, "ImageId", "InstanceType", "MinCount", "MaxCount",
                "KeyName", "SecurityGroup.N", "SecurityGroupId.N", "UserData", "KernelId", "RamdiskId", "PrivateIpAddress",
                "BlockDeviceMapping.N", "CpuOptions.CoreCount", "CpuOptions.ThreadsPerCore", "LaunchTemplate.LaunchTemplateId",
                "LaunchTemplate.LaunchTemplateName", "LaunchTemplate.Version", "InstanceInitiatedShutdownBehavior",
                "MetadataOptions.HttpTokens", "MetadataOptions.HttpPutResponseHopLimit", "MetadataOptions.HttpEndpoint",
                "MetadataOptions.HttpProtocolIpv6", "MetadataOptions.InstanceMetadataTags",
                "DisableApiTermination", "DisableApiStop", "ClientToken", "SubnetId", "NetworkInterface.N",
                "Placement.AvailabilityZone", "Placement.Tenancy", "Monitoring.Enabled", "EbsOptimized", "CreditSpecification.CpuCredits",
                "MaintenanceOptions.AutoRecovery", "CapacityReservationSpecification.CapacityReservationPreference",
                "EnclaveOptions.Enabled", "HibernationOptions.Configured", "TagSpecification.N"));
    }

    private static ObjectNode run(Call call) {
        call.requireTagsOf("instance", "volume");
        requireUsual(call.parameters());
        call.parameters().member("Placement").text("AvailabilityZone")
                .ifPresent(zone -> ZoneFilters.require(call.services().layout(), zone));
        LaunchRequest request = new LaunchRequest(spec(call), template(call.parameters().member("LaunchTemplate")),
                count(call, "MinCount"), count(call, "MaxCount"), call.text("ClientToken"), call.dryRun());
        return InstanceView.ofList(call.services())
                .reservation(call.services().instances().launch(request, Progress.NONE)).document();
    }

    /** What many clients say of everything that they launch, and what all that is launched here has. */
    private static void requireUsual(Members parameters) {
        Words.onlyUsual(parameters, "EbsOptimized", "false");
        Words.onlyUsual(parameters.member("Monitoring"), "Enabled", "false");
        Words.onlyUsual(parameters.member("Placement"), "Tenancy", "default");
        Words.onlyUsual(parameters.member("CreditSpecification"), "CpuCredits", "unlimited");
        Words.onlyUsual(parameters.member("MaintenanceOptions"), "AutoRecovery", "default");
        Words.onlyUsual(parameters.member("CapacityReservationSpecification"), "CapacityReservationPreference", "open");
        Words.onlyUsual(parameters.member("EnclaveOptions"), "Enabled", "false");
        Words.onlyUsual(parameters.member("HibernationOptions"), "Configured", "false");
    }

    private static int count(Call call, String name) {
        return call.number(name).orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The request must contain the parameter " + name + "."));
    }

    private static LaunchSpec spec(Call call) {
        List<String> groups = new ArrayList<>(call.parameters().texts("SecurityGroupId"));
        groups.addAll(call.parameters().texts("SecurityGroup"));
        return new LaunchSpecDraft()
                .imageId(call.text("ImageId").map(id -> image(call, id)))
                .instanceType(call.text("InstanceType"))
                .keyName(call.text("KeyName"))
                .userData(call.text("UserData").map(UserData::new))
                .kernelId(call.text("KernelId"))
                .ramdiskId(call.text("RamdiskId"))
                .blockDeviceMappings(Words.devices(call))
                .networkInterfaces(call.services().vpcs().launched(cards(call), call.text("SubnetId")))
                .privateIpAddress(call.text("PrivateIpAddress"))
                .securityGroups(groups)
                .instanceInitiatedShutdownBehavior(call.text("InstanceInitiatedShutdownBehavior").map(Words.oneOf(
                        "InstanceInitiatedShutdownBehavior", ShutdownBehavior.values(), ShutdownBehavior::ec2Name)))
                .disableApiTermination(call.truth("DisableApiTermination"))
                .disableApiStop(call.truth("DisableApiStop"))
                .cpuOptions(cpus(call))
                .metadataOptions(MetadataActions.asked(call))
                .instanceTags(call.tags("instance"))
                .volumeTags(call.tags("volume"))
                .build();
    }

    /** An id, or {@code resolve:ssm:} before the name of a parameter. */
    private static String image(Call call, String id) {
        return id.startsWith(RESOLVE) ? call.services().parameters().require(id.substring(RESOLVE.length())).image().value() : id;
    }

    private static List<CardRequest> cards(Call call) {
        List<CardRequest> cards = new ArrayList<>();
        for (Members card : call.parameters().list("NetworkInterface")) {
            for (String name : card.names()) {
                if (!CARD.contains(name)) {
                    throw new LauncherException(LauncherError.UNKNOWN_PARAMETER,
                            "The parameter NetworkInterface." + name + " is not recognized.");
                }
            }
            Words.onlyUsual(card, "AssociatePublicIpAddress", "false");
            Words.onlyUsual(card, "DeleteOnTermination", "true");
            String index = card.text("DeviceIndex").orElse("0");
            if (!index.matches("\\d{1,2}")) {
                throw Call.invalid("NetworkInterface.DeviceIndex", index, "no place of an interface");
            }
            cards.add(new CardRequest(Integer.parseInt(index), card.text("SubnetId"), card.text("PrivateIpAddress"),
                    card.texts("SecurityGroupId")));
        }
        return cards;
    }

    private static Optional<CpuOptions> cpus(Call call) {
        Members options = call.parameters().member("CpuOptions");
        if (options.names().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CpuOptions(number(options, "CoreCount"), number(options, "ThreadsPerCore")));
    }

    private static int number(Members members, String name) {
        String text = members.text(name).orElse("");
        if (!text.matches("\\d{1,4}")) {
            throw Call.invalid("CpuOptions." + name, text, "no number of processors");
        }
        return Integer.parseInt(text);
    }

    private static Optional<TemplateReference> template(Members template) {
        return template.text("LaunchTemplateId").or(() -> template.text("LaunchTemplateName"))
                .map(name -> new TemplateReference(name, template.text("Version")));
    }
}
