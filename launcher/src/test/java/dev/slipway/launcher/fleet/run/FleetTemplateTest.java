package dev.slipway.launcher.fleet.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.fleet.file.FleetGroup;
import dev.slipway.launcher.fleet.file.SampleFleet;
import dev.slipway.launcher.fleet.plan.FleetTags;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.plan.ResolvedGroup;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.request.LaunchMember;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.network.NetworkKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What members are launched by. */
class FleetTemplateTest {

    private static final ImageId IMAGE = ImageId.nextMachine();

    @Test
    void eachMemberHasItsNameItsTagsAndItsUserData() {
        LaunchRequest request = new MemberLaunch("shop", List.of(db(0, "192.168.1.5"), db(1, "192.168.1.6"))).request(
                web("{{name}} {{index}} {{group}} {{fleet}} {{count}} {{db.1.name}}={{db.1.address}} {{db.addresses}} {{db.names}}"),
                List.of(1, 2));
        assertEquals(2, request.minCount());
        assertEquals(Optional.of(IMAGE.value()), request.spec().imageId());
        assertEquals(List.of(new Tag("Role", "web")), request.spec().instanceTags());
        LaunchMember second = request.members().get(1);
        assertEquals("web-2", second.hostname());
        assertTrue(second.tags().containsAll(List.of(new Tag("Name", "web-2"), new Tag("slipway:fleet-index", "2"))));
        assertEquals("web-2 2 web shop 3 db-1=192.168.1.6 192.168.1.5 192.168.1.6 db-0 db-1",
                new String(second.userData().orElseThrow().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void whatCannotBeKnownIsToldWithTheGroupsLine() {
        MemberLaunch launch = new MemberLaunch("shop", List.of(db(0, null)));
        FleetException noAddress = assertThrows(FleetException.class,
                () -> launch.request(web("{{db.0.address}}"), List.of(0)));
        assertTrue(noAddress.getMessage().startsWith(
                "shop.yaml:4: nothing can stand for '{{db.0.address}}': no address of 'db-0' is known"), noAddress.getMessage());
        assertEquals(2, noAddress.code().exit().number());
        FleetException missing = assertThrows(FleetException.class,
                () -> launch.request(web("{{db.1.address}}"), List.of(0)));
        assertEquals("shop.yaml:4: nothing can stand for '{{db.1.address}}': there is no such member now.", missing.getMessage());
    }

    private static ResolvedGroup web(String template) {
        FleetGroup group = SampleFleet.read("fleet: shop\ngroups:\n  db: {image: a, count: 2}\n"
                + "  web: {image: a, count: 3, after: db, tags: {Role: web}, user-data: '" + template + "'}").group("web").orElseThrow();
        return new ResolvedGroup(group, IMAGE, "lab.128m", new Load(128, 1), "digest");
    }

    private static Member db(int index, String address) {
        return Member.of(SampleInstance.draft().tags(FleetTags.of("shop", "db", index, "db-" + index, "digest"))
                .interfaces(List.of(new NetworkInterface(0, NetworkKind.NAT, Optional.of("default"), "52:54:00:00:00:01",
                        Optional.ofNullable(address), List.of(), List.of()))).build()).orElseThrow();
    }
}
