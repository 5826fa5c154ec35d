package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Debian's AWS CLI moves volumes in and out of a guest, and asks and says what there is to say of both. */
class EndpointVolumesIT extends EndpointLab {

    private String launch(String... more) {
        String[] words = new String[5 + more.length];
        System.arraycopy(new String[] {"run-instances", "--image-id", tiny(), "--instance-type", Lab.TYPE}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        String id = Lab.instanceId(aws.ec2(words));
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        return id;
    }

    @Test
    void aVolumeGrowsUnderAGuestAndLeavesItWithWhatItWrote() {
        String id = launch();
        String volume = aws.ec2("create-volume", "--size", "1", "--availability-zone", "local-1a", "--volume-type", "gp2")
                .path("VolumeId").asText();
        aws.ec2("wait", "volume-available", "--volume-ids", volume);
        assertEquals(0, aws.ec2("describe-volumes-modifications", "--volume-ids", volume).path("VolumesModifications").size());
        assertEquals("attached", aws.ec2("attach-volume", "--volume-id", volume, "--instance-id", id, "--device", "/dev/sdf")
                .path("State").asText());
        aws.ec2("wait", "volume-in-use", "--volume-ids", volume);
        String serial = volume.replace("-", "").substring(0, 20);
        String disk = Lab.inside(id, "grep -l " + serial + " /sys/block/vd*/serial | cut -d/ -f4").strip();
        Lab.inside(id, "echo kept >/dev/" + disk + " && sync");
        aws.refused("InvalidParameterValue", "modify-volume", "--volume-id", volume, "--size", "1000000");
        JsonNode modified = aws.ec2("modify-volume", "--volume-id", volume, "--size", "2", "--volume-type", "gp3").path("VolumeModification");
        assertEquals(1, modified.path("OriginalSize").asInt());
        assertEquals("gp3", modified.path("TargetVolumeType").asText());
        assertEquals("completed", aws.ec2("describe-volumes-modifications", "--volume-ids", volume).path("VolumesModifications")
                .path(0).path("ModificationState").asText());
        assertEquals(Long.toString((2L << 30) / 512), Lab.inside(id, "cat /sys/block/" + disk + "/size").strip());
        assertEquals("ok", aws.ec2("describe-volume-status", "--volume-ids", volume).path("VolumeStatuses").path(0)
                .path("VolumeStatus").path("Status").asText());
        assertEquals("false", aws.ec2("describe-volume-attribute", "--volume-id", volume, "--attribute", "autoEnableIO")
                .path("AutoEnableIO").path("Value").asText());
        aws.refused("VolumeInUse", "delete-volume", "--volume-id", volume);
        aws.ec2("reboot-instances", "--instance-ids", id);
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();

        JsonNode both = aws.ec2("create-snapshots", "--instance-specification", "InstanceId=" + id, "--description", "both",
                "--tag-specifications", "ResourceType=snapshot,Tags=[{Key=of,Value=both}]").path("Snapshots");
        assertEquals(2, both.size(), both::toPrettyString);
        assertTrue(List.of("pending", "completed").contains(both.path(0).path("State").asText()), both::toPrettyString);
        aws.refused("InvalidParameterValue", "create-snapshots", "--instance-specification",
                "InstanceId=" + id + ",ExcludeDataVolumeIds=vol-0123456789abcdef0");
        String snapshot = aws.ec2("create-snapshots", "--instance-specification", "InstanceId=" + id + ",ExcludeBootVolume=true")
                .path("Snapshots").path(0).path("SnapshotId").asText();
        aws.ec2("detach-volume", "--volume-id", volume);
        aws.ec2("wait", "volume-available", "--volume-ids", volume);
        aws.refused("IncorrectState", "detach-volume", "--volume-id", volume);
        aws.ec2("terminate-instances", "--instance-ids", id);
        String copy = aws.ec2("copy-snapshot", "--source-region", "local-1", "--source-snapshot-id", snapshot).path("SnapshotId").asText();
        aws.ec2("wait", "snapshot-completed", "--snapshot-ids", copy);
        share(copy);
        aws.ec2("delete-volume", "--volume-id", volume);
        aws.refused("InvalidVolume.NotFound", "describe-volumes", "--volume-ids", volume);
        for (String each : new String[] {copy, snapshot, both.path(0).path("SnapshotId").asText(), both.path(1).path("SnapshotId").asText()}) {
            aws.ec2("delete-snapshot", "--snapshot-id", each);
        }
    }

    private void share(String snapshot) {
        aws.ec2("modify-snapshot-attribute", "--snapshot-id", snapshot, "--attribute", "createVolumePermission",
                "--operation-type", "add", "--user-ids", "111122223333");
        assertEquals("111122223333", aws.ec2("describe-snapshot-attribute", "--snapshot-id", snapshot, "--attribute",
                "createVolumePermission").path("CreateVolumePermissions").path(0).path("UserId").asText());
        try (AwsCli other = new AwsCli(lab, "111122223333")) {
            assertEquals(1, other.ec2("describe-snapshots", "--snapshot-ids", snapshot).path("Snapshots").size());
            other.refused("InvalidSnapshot.NotFound", "describe-snapshot-attribute", "--snapshot-id", "snap-0123456789abcdef0",
                    "--attribute", "createVolumePermission");
        }
        aws.ec2("reset-snapshot-attribute", "--snapshot-id", snapshot, "--attribute", "createVolumePermission");
        assertEquals(0, aws.ec2("describe-snapshot-attribute", "--snapshot-id", snapshot, "--attribute",
                "createVolumePermission").path("CreateVolumePermissions").size());
    }

    @Test
    void attributesOfAnInstanceAreAskedForAndChanged() {
        String id = Lab.instanceId(aws.ec2("run-instances", "--image-id", tiny(), "--instance-type", Lab.TYPE, "--user-data", "told"));
        assertEquals(Lab.TYPE, value(id, "instanceType", "InstanceType"));
        assertEquals("dG9sZA==", value(id, "userData", "UserData"));
        assertEquals("true", value(id, "sourceDestCheck", "SourceDestCheck"));
        aws.ec2("modify-instance-attribute", "--instance-id", id, "--disable-api-termination");
        assertEquals("true", value(id, "disableApiTermination", "DisableApiTermination"));
        aws.refused("OperationNotPermitted", "terminate-instances", "--instance-ids", id);
        aws.ec2("modify-instance-attribute", "--instance-id", id, "--attribute", "disableApiTermination", "--value", "false");
        aws.refused("IncorrectInstanceState", "modify-instance-attribute", "--instance-id", id, "--instance-type", "{\"Value\":\"t3.small\"}");
        aws.refused("UnsupportedOperation", "modify-instance-attribute", "--instance-id", id, "--no-source-dest-check");
        aws.refused("InvalidParameterValue", "describe-instance-attribute", "--instance-id", id, "--attribute", "shoeSize");
        aws.refused("InvalidInstanceID.NotFound", "describe-instance-attribute", "--instance-id", "i-0123456789abcdef0", "--attribute",
                "userData");
        aws.refused("UnsupportedOperation", "get-console-screenshot", "--instance-id", id);
        aws.ec2("modify-instance-attribute", "--instance-id", id, "--block-device-mappings",
                "[{\"DeviceName\":\"/dev/sda1\",\"Ebs\":{\"DeleteOnTermination\":true}}]");
        assertEquals("disabled", aws.ec2("monitor-instances", "--instance-ids", id).path("InstanceMonitorings").path(0)
                .path("Monitoring").path("State").asText());
        assertEquals(0, aws.ec2("describe-instance-credit-specifications", "--instance-ids", id)
                .path("InstanceCreditSpecifications").size(), "lab types have no credits");
        aws.ec2("stop-instances", "--instance-ids", id, "--force");
        aws.ec2("wait", "instance-stopped", "--instance-ids", id);
        aws.ec2("modify-instance-attribute", "--instance-id", id, "--instance-type", "{\"Value\":\"lab.256m\"}");
        assertEquals("lab.256m", value(id, "instanceType", "InstanceType"));
        aws.refused("InvalidParameterValue", "reset-instance-attribute", "--instance-id", id, "--attribute", "userData");
        aws.ec2("terminate-instances", "--instance-ids", id);
    }

    private String value(String id, String attribute, String member) {
        return aws.ec2("describe-instance-attribute", "--instance-id", id, "--attribute", attribute).path(member).path("Value").asText();
    }

    @Test
    void typesZonesAndRulesAreFoundByFilters() {
        assertEquals("t3.micro", aws.ec2("describe-instance-types", "--filters", "Name=instance-type,Values=t3.mic*")
                .path("InstanceTypes").path(0).path("InstanceType").asText());
        assertTrue(aws.ec2("describe-instance-types", "--filters", "Name=processor-info.supported-architecture,Values=arm64",
                "Name=memory-info.size-in-mib,Values=1024").path("InstanceTypes").size() > 0);
        assertEquals("local-1a", aws.ec2("describe-instance-type-offerings", "--location-type", "availability-zone", "--filters",
                "Name=instance-type,Values=t3.micro").path("InstanceTypeOfferings").path(0).path("Location").asText());
        aws.refused("InvalidParameterValue", "describe-instance-types", "--filters", "Name=colour,Values=red");
        assertEquals(1, aws.ec2("describe-availability-zones", "--zone-names", "local-1a", "--filters", "Name=state,Values=available")
                .path("AvailabilityZones").size());
        assertEquals(0, aws.ec2("describe-availability-zones", "--filters", "Name=zone-type,Values=local-zone")
                .path("AvailabilityZones").size());
        aws.refused("InvalidParameterValue", "describe-availability-zones", "--zone-names", "moon-1a");
        assertEquals(1, aws.ec2("describe-regions", "--filters", "Name=region-name,Values=local-*").path("Regions").size());

        String group = aws.ec2("create-security-group", "--group-name", "web", "--description", "web").path("GroupId").asText();
        aws.ec2("authorize-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", "80", "--cidr", "0.0.0.0/0");
        JsonNode rules = aws.ec2("describe-security-group-rules", "--filters", "Name=group-id,Values=" + group).path("SecurityGroupRules");
        assertEquals(2, rules.size(), rules::toPrettyString);
        String ingress = rules.path(0).path("IsEgress").asBoolean() ? rules.path(1).path("SecurityGroupRuleId").asText()
                : rules.path(0).path("SecurityGroupRuleId").asText();
        aws.refused("InvalidSecurityGroupRuleId.NotFound", "describe-security-group-rules", "--security-group-rule-ids",
                "sgr-0123456789abcdef0");
        aws.ec2("revoke-security-group-ingress", "--group-id", group, "--security-group-rule-ids", ingress);
        aws.refused("InvalidPermission.NotFound", "revoke-security-group-ingress", "--group-id", group, "--protocol", "tcp",
                "--port", "80", "--cidr", "0.0.0.0/0");
        aws.ec2("delete-security-group", "--group-id", group);
    }
}
