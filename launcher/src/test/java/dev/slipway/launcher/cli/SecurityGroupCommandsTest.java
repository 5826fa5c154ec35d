package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Security groups as somebody types them; nobody is in them, so libvirt is not asked. */
class SecurityGroupCommandsTest {

    private static final String NOUN = "security-group ";

    @TempDir
    private Path home;
    private TypedCommands typed;

    @BeforeEach
    void prepare() {
        typed = new TypedCommands(home);
    }

    @Test
    void everyAccountHasADefaultGroupWithEc2sTwoRules() {
        String json = typed.text(0, NOUN + "describe default -o json");
        assertTrue(json.contains("\"GroupName\": \"default\""), json);
        assertTrue(json.contains("\"Description\": \"default VPC security group\""), json);
        String id = typed.text(0, NOUN + "list --query SecurityGroups[0].GroupId").strip();
        assertEquals(id, typed.text(0, NOUN + "describe default --query SecurityGroups[0].IpPermissions[0].UserIdGroupPairs[0].GroupId").strip());
        assertEquals("-1", typed.text(0, NOUN + "describe default --query SecurityGroups[0].IpPermissions[0].IpProtocol").strip());
        assertEquals("0.0.0.0/0",
                typed.text(0, NOUN + "describe default --query SecurityGroups[0].IpPermissionsEgress[0].IpRanges[0].CidrIp").strip());
        refused(4, NOUN + "delete default", "CannotDelete");
        refused(2, NOUN + "create default", "InvalidGroup.Reserved");
        String others = typed.text("123456789012", 0, NOUN + "list --query SecurityGroups[0].GroupId").strip();
        assertTrue(!others.equals(id), "another account has its own");
    }

    @Test
    void rulesAreGroupedAsEc2GroupsThem() {
        typed.text(0, NOUN + "create web --description servers --tag team=a");
        typed.text(0, NOUN + "authorize-ingress web --protocol tcp --port 80 --cidr 10.1.2.3/8 --cidr ::/0 --source-group default");
        typed.text(0, NOUN + "authorize-ingress web --protocol 6 --port 8000-8080 --cidr 192.0.2.7");
        String permissions = NOUN + "describe web --query SecurityGroups[0].IpPermissions";
        assertEquals("2", typed.text(0, "security-group describe web --query length(SecurityGroups[0].IpPermissions)").strip());
        assertEquals("10.0.0.0/8", typed.text(0, permissions + "[0].IpRanges[0].CidrIp").strip());
        assertEquals("::/0", typed.text(0, permissions + "[0].Ipv6Ranges[0].CidrIpv6").strip());
        assertEquals("tcp", typed.text(0, permissions + "[1].IpProtocol").strip());
        assertEquals("192.0.2.7/32", typed.text(0, permissions + "[1].IpRanges[0].CidrIp").strip());
        assertEquals("5", typed.text(0, NOUN + "describe web --rules --query length(SecurityGroupRules)").strip());
        String rule = typed.text(0, NOUN + "describe web --rules --query SecurityGroupRules[0].SecurityGroupRuleId").strip();
        typed.text(0, NOUN + "revoke-ingress web --rule " + rule);
        refused(3, NOUN + "revoke-ingress web --rule " + rule, "InvalidPermission.NotFound");
        typed.text(0, NOUN + "revoke-ingress web --protocol tcp --port 8000-8080 --cidr 192.0.2.7/32");
        assertEquals("1", typed.text(0, "security-group describe web --query length(SecurityGroups[0].IpPermissions)").strip());
    }

    @Test
    void theJsonOfTheAwsCliIsTaken() {
        typed.text(0, NOUN + "create web");
        typed.text(0, NOUN + "authorize-egress web --ip-permissions [{\"IpProtocol\":\"udp\",\"FromPort\":53,\"ToPort\":53,"
                + "\"IpRanges\":[{\"CidrIp\":\"10.0.0.2/32\",\"Description\":\"names\"}],\"UserIdGroupPairs\":[{\"GroupName\":\"default\"}]}]");
        assertEquals("names", typed.text(0, NOUN
                + "describe web --query SecurityGroups[0].IpPermissionsEgress[1].IpRanges[0].Description").strip());
        for (String json : new String[] {"[", "[1]", "{\"IpProtocol\":\"tcp\"}", "{\"IpProtocol\":\"tcp\",\"FromPort\":\"22\","
                + "\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}]}", "{\"Protocol\":\"tcp\"}", "{\"IpProtocol\":\"tcp\",\"IpRanges\":[{}]}",
            "file:///nowhere/rules.json"}) {
            refused(2, NOUN + "authorize-ingress web --ip-permissions " + json, "InvalidPermission.Malformed");
        }
    }

    @Test
    void aRefusedCallChangesNothing() {
        typed.text(0, NOUN + "create web");
        typed.text(0, NOUN + "authorize-ingress web --protocol tcp --port 22 --cidr 10.0.0.0/8");
        refused(4, NOUN + "authorize-ingress web --protocol udp --port 53 --cidr 0.0.0.0/0 --cidr 0.0.0.0/0", "InvalidPermission.Duplicate");
        refused(4, NOUN + "authorize-ingress web --protocol tcp --port 22 --cidr 10.9.9.9/8", "InvalidPermission.Duplicate");
        refused(3, NOUN + "authorize-ingress web --protocol tcp --port 22 --source-group nobody", "InvalidGroup.NotFound");
        refused(2, NOUN + "authorize-ingress web --protocol tcp --cidr 10.0.0.0/8", "InvalidPermission.Malformed");
        refused(2, NOUN + "authorize-ingress web --protocol tcp --port 9-8 --cidr 10.0.0.0/8", "InvalidPermission.Malformed");
        refused(2, NOUN + "authorize-ingress web --protocol tcp --port 70000 --cidr 10.0.0.0/8", "InvalidPermission.Malformed");
        refused(2, NOUN + "authorize-ingress web --protocol icmp --port 256 --cidr 10.0.0.0/8", "InvalidPermission.Malformed");
        refused(2, NOUN + "authorize-ingress web --protocol icmp --cidr ::/0", "InvalidPermission.Malformed");
        refused(2, NOUN + "authorize-ingress web --protocol 47 --cidr 10.0.0.0/8", "InvalidParameterValue");
        refused(2, NOUN + "authorize-ingress web --protocol tcp --port 22 --cidr 10.0.0.0/33", "InvalidParameterValue");
        refused(2, NOUN + "authorize-ingress web --protocol tcp --port 22", "MissingParameter");
        refused(2, NOUN + "authorize-ingress web", "MissingParameter");
        refused(2, NOUN + "revoke-ingress web --protocol tcp --ip-permissions []", "InvalidParameterCombination");
        refused(3, NOUN + "revoke-ingress web --protocol tcp --port 23 --cidr 10.0.0.0/8", "InvalidPermission.NotFound");
        assertEquals(0, typed.text(0, NOUN + "authorize-ingress web --protocol tcp --port 23 --cidr 10.0.0.0/8 --dry-run").length());
        assertEquals("1", typed.text(0, "security-group describe web --query length(SecurityGroups[0].IpPermissions)").strip());
    }

    @Test
    void thereAreLimits() {
        typed.text(0, NOUN + "create web");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            many.append(" --cidr 10.0.0.").append(i);
        }
        typed.text(0, NOUN + "authorize-ingress web --protocol tcp --port 22" + many);
        refused(5, NOUN + "authorize-ingress web --protocol tcp --port 22 --cidr 10.1.0.0/16", "RulesPerSecurityGroupLimitExceeded");
        refused(4, NOUN + "create web", "InvalidGroup.Duplicate");
        refused(2, NOUN + "create sg-web", "InvalidParameterValue");
        refused(2, NOUN + "create web<>", "InvalidParameterValue");
        refused(3, NOUN + "delete nobody", "InvalidGroup.NotFound");
        refused(3, NOUN + "describe sg-0123456789abcdef0", "InvalidGroup.NotFound");
    }

    @Test
    void aGroupThatAnotherNamesStays() {
        typed.text(0, NOUN + "create web");
        typed.text(0, NOUN + "create db");
        typed.text(0, NOUN + "authorize-ingress db --protocol tcp --port 5432 --source-group web");
        refused(4, NOUN + "delete web", "DependencyViolation");
        typed.text(0, NOUN + "authorize-ingress web --protocol tcp --port 5432 --source-group web");
        typed.text(0, NOUN + "delete db");
        typed.text(0, NOUN + "delete web");
    }

    @Test
    void groupsHaveTags() {
        String id = typed.text(0, NOUN + "create web --tag team=a --query GroupId").strip();
        typed.text(0, "tag add " + id + " stage=prod");
        assertEquals(id, typed.text(0, NOUN + "list --filter tag:stage=prod --query SecurityGroups[].GroupId").strip());
    }

    private void refused(int exit, String line, String code) {
        typed.text(exit, line);
        assertTrue(typed.error().contains("slipway: " + code + ": "), typed::error);
    }
}
