package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's AWS CLI puts guests on libvirt's networks, which are subnets to it, in a host within the host. */
class EndpointNetworkIT extends NetworkGuestLab {

    private AwsCli aws;

    @BeforeEach
    void serve() {
        aws = new AwsCli(host);
    }

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    void aSubnetIsALibvirtNetworkAndItsGroupsLetThroughWhatTheyAllow() {
        String image = aws.ec2("describe-images", "--filters", "Name=name,Values=" + Lab.PARAVIRTUAL).path("Images").path(0)
                .path("ImageId").asText();
        JsonNode subnet = aws.ec2("describe-subnets", "--filters", "Name=cidr-block,Values=" + NetworkLab.PREFIX + "0/24")
                .path("Subnets").path(0);
        String id = subnet.path("SubnetId").asText();
        assertTrue(id.startsWith("subnet-"), subnet::toPrettyString);
        assertEquals(253, subnet.path("AvailableIpAddressCount").asInt(), subnet::toPrettyString);
        String group = aws.ec2("create-security-group", "--group-name", "web", "--description", "web", "--vpc-id",
                subnet.path("VpcId").asText()).path("GroupId").asText();
        String address = NetworkLab.PREFIX + "42";
        JsonNode launched = aws.ec2("run-instances", "--image-id", image, "--instance-type", Lab.TYPE, "--network-interfaces",
                "DeviceIndex=0,SubnetId=" + id + ",PrivateIpAddress=" + address + ",Groups=" + group).path("Instances").path(0);
        String instance = launched.path("InstanceId").asText();
        assertEquals(id, launched.path("SubnetId").asText(), launched::toPrettyString);
        assertEquals(address, launched.path("PrivateIpAddress").asText());
        assertEquals(group, launched.path("SecurityGroups").path(0).path("GroupId").asText());
        Await.until("the guest has the address", () -> host.inside(instance, "ip -4 -o addr show eth0").contains(address + "/"));
        assertEquals(252, aws.ec2("describe-subnets", "--subnet-ids", id).path("Subnets").path(0)
                .path("AvailableIpAddressCount").asInt());
        assertEquals(instance, aws.ec2("describe-network-interfaces", "--filters", "Name=addresses.private-ip-address,Values=" + address)
                .path("NetworkInterfaces").path(0).path("Attachment").path("InstanceId").asText());

        // The host itself always reaches ssh; another port shows what the group lets in.
        host.inside(instance, "mkdir -p /tmp/www && echo hello >/tmp/www/index.html"
                + " && busybox httpd -h /tmp/www -p 8080 </dev/null >/dev/null 2>&1");
        assertTrue(!reaches(address), "nothing is let in");
        aws.ec2("authorize-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", "8080", "--cidr",
                NetworkLab.PREFIX + "1/32");
        Await.until("the guest answers", () -> reaches(address));
        aws.ec2("revoke-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", "8080", "--cidr",
                NetworkLab.PREFIX + "1/32");
        Await.until("the guest answers no more", () -> !reaches(address));
        aws.refused("DependencyViolation", "delete-security-group", "--group-id", group);
        aws.ec2("modify-instance-attribute", "--instance-id", instance, "--groups", aws.ec2("describe-security-groups", "--filters",
                "Name=group-name,Values=default").path("SecurityGroups").path(0).path("GroupId").asText());
        aws.ec2("delete-security-group", "--group-id", group);
        aws.refused("InvalidIPAddress.InUse", "run-instances", "--image-id", image, "--instance-type", Lab.TYPE, "--subnet-id", id,
                "--private-ip-address", address);
        libvirtIsGoneForAWhile(image, instance, id);
        aws.ec2("terminate-instances", "--instance-ids", instance);
    }

    /** What needs it is told apart at once from what does not, and all goes on by itself when it is back. */
    private void libvirtIsGoneForAWhile(String image, String instance, String subnet) {
        String one = "{\"InstanceIds\":[\"" + instance + "\"]}";
        String launch = "{\"ImageId\":\"" + image + "\",\"InstanceType\":\"" + Lab.TYPE + "\",\"MinCount\":1,\"MaxCount\":1,\"SubnetId\":\""
                + subnet + "\"}";
        host.endDaemon("TERM");
        assertAll("OK", asked("describe_images", "describe_volumes", "describe_snapshots", "describe_key_pairs", "describe_tags",
                "describe_launch_templates", "describe_regions", "create_tags:{\"Resources\":[\"" + image
                        + "\"],\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]}"));
        assertAll("ServiceUnavailable", asked("describe_instances", "describe_instances:" + one, "describe_instance_status",
                "run_instances:" + launch, "stop_instances:" + one, "terminate_instances:" + one, "describe_subnets"));
        host.startDaemons();
        assertAll("OK", asked("describe_instances:" + one, "describe_subnets", "describe_instance_status"));
        assertEquals("running", lab.state(instance));
    }

    /** Every answer is this, within less than a client would call hanging. */
    private static void assertAll(String outcome, String answers) {
        answers.lines().map(line -> line.split(" ")).forEach(answer -> {
            assertEquals(outcome, answer[1], answers);
            assertTrue(Double.parseDouble(answer[2]) < 20, answers);
        });
    }

    private String asked(String... words) {
        List<String> all = new ArrayList<>(List.of(Scripts.of("ask.py").toString()));
        all.addAll(List.of(words));
        return aws.python(all.toArray(String[]::new));
    }

    private boolean reaches(String address) {
        return host.tried("timeout", "5", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/8080").exit() == 0;
    }
}
