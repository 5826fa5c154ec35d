package dev.slipway.launcher.securitygroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Security groups of a store in which nothing runs. */
class SecurityGroupsTest {

    /** Who is in a group is the test's to say. */
    private static final class Members implements GroupUse {

        private Set<String> ids = Set.of();

        @Override
        public Set<String> members(Reader reader, SecurityGroupId group) {
            return ids;
        }

        @Override
        public void follow(Set<SecurityGroupId> groups) {
            // No filters, where nothing runs.
        }
    }

    @TempDir
    private Path folder;
    private final Members members = new Members();
    private ImageStore store;
    private SecurityGroups groups;

    @BeforeEach
    void open() {
        StoreLayout layout = new StoreLayout(folder.resolve("home"), "local-1");
        store = ImageStore.open(layout, new AccountId("000000000007"), SecurityGroups.TABLES);
        store.record(SecurityGroups.recorded(layout));
        groups = new SecurityGroups(store, members);
        store.operations().register(SecurityGroups.KIND, groups::settle);
        store.tags().register(groups.tags());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aLostCatalogueBringsThemBackWithRulesAndTags() throws IOException {
        SecurityGroup usual = groups.find(SecurityGroup.DEFAULT);
        SecurityGroup web = groups.create(new GroupRequest("web", "what serves pages", List.of(), false));
        groups.authorize("web", RuleDirection.INGRESS, List.of(tcp(80, Optional.empty(), Optional.of("default"))), false);
        store.tags().add(List.of(web.groupId().value()), List.of(new Tag("team", "shop")));
        groups.create(new GroupRequest("gone", "", List.of(), false));
        groups.delete("gone", false);
        List<SecurityGroup> before = all();
        assertEquals(List.of(), store.check().run().findings());

        store.close();
        Files.delete(store.layout().catalogue());
        ImageStore.rebuild(store.layout(), store.account(), SecurityGroups.TABLES,
                List.of(SecurityGroups.recorded(store.layout()))).run(false);
        open();
        assertEquals(before, all());
        assertEquals(usual, groups.find(SecurityGroup.DEFAULT), "not a second one");
        assertEquals("shop", groups.find("web").tags().get(0).value());
    }

    @Test
    void whatIsNotThereOrThereAlreadyIsRefused() {
        groups.create(new GroupRequest("web", "", List.of(), false));
        Permission http = tcp(80, Optional.of("10.0.0.0/8"), Optional.empty());
        groups.authorize("web", RuleDirection.INGRESS, List.of(http), false);
        assertEquals(LauncherError.GROUP_EXISTS, refused(() -> groups.create(new GroupRequest("web", "", List.of(), false))));
        assertEquals(LauncherError.PERMISSION_EXISTS,
                refused(() -> groups.authorize("web", RuleDirection.INGRESS, List.of(http), false)));
        assertEquals(LauncherError.PERMISSION_NOT_FOUND,
                refused(() -> groups.revoke("web", RuleDirection.EGRESS, List.of(http), List.of(), false)));
        assertEquals(LauncherError.GROUP_NOT_FOUND, refused(() -> groups.find("nobody")));
        assertEquals(LauncherError.GROUP_NOT_FOUND,
                refused(() -> store.tags().add(List.of(SecurityGroupId.next().value()), List.of(new Tag("a", "b")))));
        assertEquals(List.of("default", "web"), all().stream().map(SecurityGroup::groupName).sorted().toList());
    }

    @Test
    void aGroupThatIsUsedStays() {
        groups.create(new GroupRequest("web", "", List.of(), false));
        groups.create(new GroupRequest("db", "", List.of(), false));
        groups.authorize("db", RuleDirection.INGRESS, List.of(tcp(5432, Optional.empty(), Optional.of("web"))), false);
        assertEquals(LauncherError.GROUP_IN_USE, refused(() -> groups.delete("web", false)), "a rule of db names it");
        assertEquals(LauncherError.CANNOT_DELETE, refused(() -> groups.delete(SecurityGroup.DEFAULT, false)));
        members.ids = Set.of("i-0123456789abcdef0");
        assertEquals(LauncherError.GROUP_IN_USE, refused(() -> groups.delete("db", false)), "an instance is in it");
        members.ids = Set.of();
        assertEquals(LauncherError.DRY_RUN, refused(() -> groups.delete("db", true)));
        groups.delete("db", false);
        groups.delete("web", false);
        assertEquals(1, all().size());
    }

    @Test
    void anInterfaceIsInFiveGroupsAtMostAndInNoneThatIsNotThere() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SecurityGroup.MAX_PER_INTERFACE; i++) {
            names.add("group-" + i);
            groups.create(new GroupRequest("group-" + i, "", List.of(), false));
        }
        assertEquals(5, groups.ofInterface(names).size());
        assertEquals(List.of(groups.find(SecurityGroup.DEFAULT).groupId()), groups.ofInterface(List.of()));
        names.add(SecurityGroup.DEFAULT);
        SlipwayException refused = assertThrows(SlipwayException.class, () -> groups.ofInterface(names));
        assertEquals(LauncherError.GROUPS_PER_INTERFACE_LIMIT, refused.code());
        assertEquals("SecurityGroupsPerInterfaceLimitExceeded", refused.code().code());
        assertEquals(LauncherError.GROUP_NOT_FOUND, refused(() -> groups.ofInterface(List.of("group-0", "nobody"))));
    }

    private static Permission tcp(int port, Optional<String> cidr, Optional<String> group) {
        return new Permission("tcp", OptionalInt.of(port), OptionalInt.of(port), cidr, group, Optional.empty());
    }

    private List<SecurityGroup> all() {
        return groups.search(new SecurityGroupSearch(List.of(), List.of()), PageRequest.ALL).items();
    }

    private static Object refused(Runnable work) {
        return assertThrows(SlipwayException.class, work::run).code();
    }
}
