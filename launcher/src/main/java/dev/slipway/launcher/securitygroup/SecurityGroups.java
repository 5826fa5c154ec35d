package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.network.NetworkIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The security groups of one account in one region. */
public final class SecurityGroups {

    /** What is kept in the catalogue. */
    public static final List<Table<?>> TABLES = List.of(SecurityGroup.TABLE);

    /** The kind of the operation that changes a group's rules, and what runs by them. */
    public static final String KIND = "security-group-rules";
    private static final String GROUP = "group";

    private static final Listing<SecurityGroup> LISTING =
            new Listing<>(SecurityGroup.TABLE, "created", group -> group.createTime().toEpochMilli());

    private final NetworkIds ids;
    private final Catalogue catalogue;
    private final Operations operations;
    private final AccountId account;
    private final GroupRows rows;
    private final GroupUse use;

    /**
     * The groups of the account that {@code store} is open for.
     *
     * @param use who is in them
     */
    public SecurityGroups(ImageStore store, GroupUse use) {
        this.ids = new NetworkIds(store.layout().region());
        this.catalogue = store.catalogue();
        this.operations = store.operations();
        this.account = store.account();
        this.rows = new GroupRows(account);
        this.use = use;
    }

    /** What is recorded beside, so that it comes back when the catalogue is lost: instances name their groups by id. */
    public static Recorded<SecurityGroup> recorded(StoreLayout layout) {
        return Recorded.in(layout.securityGroups(), SecurityGroup.TABLE).late();
    }

    /** The tags of the account's groups. */
    public TaggedKind tags() {
        return new SecurityGroupTags(account, rows);
    }

    /** Makes a group, which lets everything out and nothing in. Throws GROUP_EXISTS, DRY_RUN. */
    public SecurityGroup create(GroupRequest request) {
        if (request.dryRun()) {
            catalogue.read(reader -> requireFree(reader, request.groupName()));
            throw dryRun();
        }
        return catalogue.change(change -> {
            requireFree(change, request.groupName());
            return change.insert(SecurityGroup.TABLE, SecurityGroup.begun(
                    account, request.groupName(), request.description(), Timestamp.now(), request.tags())).document();
        });
    }

    private Object requireFree(Reader reader, String name) {
        if (rows.named(reader, name).isPresent()) {
            throw new LauncherException(LauncherError.GROUP_EXISTS, "The security group '" + name + "' already exists.",
                    "slipway security-group list");
        }
        return null;
    }

    /** Finds groups, oldest first; the default one is among them. Throws GROUP_NOT_FOUND for one that is named and not there. */
    public Page<SecurityGroup> search(SecurityGroupSearch search, PageRequest page) {
        makeDefault();
        return catalogue.read(reader -> {
            Selection<SecurityGroup> selection = Selection.of(Query.all().where("owner", account));
            if (!search.references().isEmpty()) {
                List<String> ids = new ArrayList<>();
                rows.require(reader, search.references()).forEach(group -> ids.add(group.groupId().value()));
                selection = selection.and(new Query.AnyOf("id", ids));
            }
            return LISTING.page(reader, selection.and(search.filters(), new SecurityGroupFilters(ids)), search, page);
        });
    }

    /** One group by its id or name; throws GROUP_NOT_FOUND. */
    public SecurityGroup find(String reference) {
        makeDefault();
        return catalogue.read(reader -> rows.stored(reader, reference)).document();
    }

    /** The name of a group of whatever account; empty for one that is gone. */
    public Optional<String> name(SecurityGroupId id) {
        return catalogue.read(reader -> reader.find(SecurityGroup.TABLE, id.value())).map(group -> group.document().groupName());
    }

    /**
     * The groups of an interface: those named, or the default one. Throws GROUP_NOT_FOUND, GROUPS_PER_INTERFACE_LIMIT.
     *
     * @param references ids or names
     */
    public List<SecurityGroupId> ofInterface(List<String> references) {
        SecurityGroup usual = makeDefault();
        List<SecurityGroupId> ids = new ArrayList<>();
        if (references.isEmpty()) {
            ids.add(usual.groupId());
        }
        catalogue.read(reader -> rows.require(reader, references)).forEach(group -> ids.add(group.groupId()));
        if (ids.size() > SecurityGroup.MAX_PER_INTERFACE) {
            throw new LauncherException(LauncherError.GROUPS_PER_INTERFACE_LIMIT, "An interface is in at most "
                    + SecurityGroup.MAX_PER_INTERFACE + " security groups; " + ids.size() + " were asked for.");
        }
        return ids;
    }

    /** Throws GROUP_NOT_FOUND where one of them was deleted meanwhile; for the transaction that makes a member. */
    public void requireThere(Reader reader, List<SecurityGroupId> ids) {
        List<String> references = new ArrayList<>();
        ids.forEach(id -> references.add(id.value()));
        rows.require(reader, references);
    }

    private SecurityGroup makeDefault() {
        Optional<Stored<SecurityGroup>> there = catalogue.read(reader -> rows.named(reader, SecurityGroup.DEFAULT));
        return there.isPresent() ? there.get().document() : catalogue.change(rows::makeDefault);
    }

    /**
     * Adds rules, all or none; what runs follows at once. EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html">AuthorizeSecurityGroupIngress</a>
     * and Egress. Throws GROUP_NOT_FOUND, PERMISSION_EXISTS, PERMISSION_MALFORMED, GROUP_RULES_LIMIT, DRY_RUN.
     *
     * @param reference the group's id or name
     * @return the new rules
     */
    public List<GroupRule> authorize(String reference, RuleDirection direction, List<Permission> permissions, boolean dryRun) {
        return changeRules(reference, dryRun, (change, group) -> {
            List<GroupRule> all = new ArrayList<>(group.rules(direction));
            List<GroupRule> added = rules(change, permissions);
            for (GroupRule rule : added) {
                if (all.stream().anyMatch(rule::isSame)) {
                    throw new LauncherException(LauncherError.PERMISSION_EXISTS, "The rule '" + rule
                            + "' already exists in the security group '" + group.groupId() + "'.");
                }
                all.add(rule);
            }
            if (all.size() > SecurityGroup.MAX_RULES) {
                throw new LauncherException(LauncherError.GROUP_RULES_LIMIT, "The security group '" + group.groupId()
                        + "' would have " + all.size() + " rules; at most " + SecurityGroup.MAX_RULES + " are possible.");
            }
            return new Changed(group.with(direction, all), added);
        });
    }

    /**
     * Rules of this account, in the order of their ids; throws GROUP_RULE_NOT_FOUND for an id that none has, PARAMETER_VALUE for a
     * filter that is none.
     */
    public Page<FoundRule> searchRules(List<SecurityGroupRuleId> ids, List<Filter> filters, PageRequest page) {
        List<FoundRule> rules = new ArrayList<>();
        for (SecurityGroup group : search(new SecurityGroupSearch(List.of(), List.of()), PageRequest.ALL).items()) {
            for (RuleDirection direction : RuleDirection.values()) {
                group.rules(direction).forEach(rule -> rules.add(new FoundRule(group, direction, rule)));
            }
        }
        for (SecurityGroupRuleId id : ids) {
            if (rules.stream().noneMatch(found -> found.rule().securityGroupRuleId().equals(id))) {
                throw new LauncherException(LauncherError.GROUP_RULE_NOT_FOUND, "The security group rule ID '" + id + "' does not exist.");
            }
        }
        rules.removeIf(found -> !ids.isEmpty() && !ids.contains(found.rule().securityGroupRuleId()));
        rules.sort(Comparator.comparing(found -> found.rule().securityGroupRuleId().value()));
        return Listing.pageOf(Listing.wanted(rules, filters, new RuleFilters()), found -> found.rule().securityGroupRuleId().value(),
                ids.toString() + filters, page);
    }

    /**
     * Takes rules away, all or none; what runs follows at once, and connections that only they allowed end. Throws
     * GROUP_NOT_FOUND, PERMISSION_NOT_FOUND, PERMISSION_MALFORMED, DRY_RUN.
     *
     * @param ruleIds rules by their ids, beside those that {@code permissions} describe
     * @return the rules that were
     */
    public List<GroupRule> revoke(String reference, RuleDirection direction, List<Permission> permissions,
            List<SecurityGroupRuleId> ruleIds, boolean dryRun) {
        return changeRules(reference, dryRun, (change, group) -> {
            List<GroupRule> left = new ArrayList<>(group.rules(direction));
            List<GroupRule> removed = new ArrayList<>();
            for (GroupRule rule : rules(change, permissions)) {
                take(left, removed, rule::isSame, group, rule.toString());
            }
            for (SecurityGroupRuleId id : ruleIds) {
                take(left, removed, rule -> rule.securityGroupRuleId().equals(id), group, id.value());
            }
            return new Changed(group.with(direction, left), removed);
        });
    }

    private static void take(List<GroupRule> left, List<GroupRule> removed, Predicate<GroupRule> which,
            SecurityGroup group, String rule) {
        GroupRule found = left.stream().filter(which).findFirst().orElseThrow(() -> new LauncherException(
                LauncherError.PERMISSION_NOT_FOUND, "The rule '" + rule + "' does not exist in the security group '"
                        + group.groupId() + "'.", "slipway security-group describe " + group.groupId()));
        left.remove(found);
        removed.add(found);
    }

    private List<GroupRule> rules(Reader reader, List<Permission> permissions) {
        List<GroupRule> rules = new ArrayList<>();
        for (Permission permission : permissions) {
            rules.add(permission.rule(permission.group()
                    .map(reference -> rows.require(reader, List.of(reference)).get(0).groupId())));
        }
        if (rules.size() > SecurityGroup.MAX_RULES) {
            throw new LauncherException(LauncherError.GROUP_RULES_LIMIT,
                    "A security group has at most " + SecurityGroup.MAX_RULES + " rules in each direction.");
        }
        return rules;
    }

    private record Changed(SecurityGroup group, List<GroupRule> rules) {
    }

    @FunctionalInterface
    private interface RuleChange {
        Changed apply(Change change, SecurityGroup group);
    }

    private List<GroupRule> changeRules(String reference, boolean dryRun, RuleChange work) {
        makeDefault();
        SecurityGroupId id = catalogue.read(reader -> rows.stored(reader, reference)).document().groupId();
        if (dryRun) {
            catalogue.change(change -> {
                work.apply(change, rows.stored(change, id.value()).document());
                return null;
            });
            throw dryRun();
        }
        try (RunningOperation operation = operations.begin(KIND, Map.of(GROUP, id.value()), List.of(), List.of(id.value()))) {
            List<GroupRule> rules = catalogue.change(change -> {
                Stored<SecurityGroup> stored = rows.stored(change, id.value());
                Changed changed = work.apply(change, stored.document());
                change.update(SecurityGroup.TABLE, changed.group(), stored.version());
                return changed.rules();
            });
            Failpoint.GROUP_RECORDED.reached();
            use.follow(Set.of(id));
            catalogue.change(change -> {
                operation.finish(change);
                return null;
            });
            return rules;
        }
    }

    /** Finishes a change of rules: what the catalogue says counts. */
    public void settle(Operation operation) {
        use.follow(Set.of(new SecurityGroupId(operation.details().get(GROUP))));
    }

    /**
     * Deletes a group. Throws GROUP_NOT_FOUND, CANNOT_DELETE for the default one, GROUP_IN_USE while it has members or another
     * group's rules name it, DRY_RUN.
     */
    public SecurityGroupId delete(String reference, boolean dryRun) {
        makeDefault();
        return catalogue.change(change -> {
            SecurityGroup group = rows.stored(change, reference).document();
            if (group.groupName().equals(SecurityGroup.DEFAULT)) {
                throw new LauncherException(LauncherError.CANNOT_DELETE,
                        "The security group '" + group.groupId() + "' is the account's default one, which stays.");
            }
            requireUnused(change, group);
            if (dryRun) {
                throw dryRun();
            }
            change.delete(SecurityGroup.TABLE, group.groupId().value());
            return group.groupId();
        });
    }

    private void requireUnused(Reader reader, SecurityGroup group) {
        Set<String> members = use.members(reader, group.groupId());
        if (!members.isEmpty()) {
            throw new LauncherException(LauncherError.GROUP_IN_USE, "The security group '" + group.groupId()
                    + "' has a dependent object: the instance '" + members.iterator().next() + "' is in it.",
                    "slipway instance modify-groups INSTANCE --group OTHER");
        }
        for (SecurityGroup other : rows.referringTo(reader, group.groupId())) {
            if (!other.groupId().equals(group.groupId())) {
                throw new LauncherException(LauncherError.GROUP_IN_USE, "The security group '" + group.groupId()
                        + "' has a dependent object: a rule of '" + other.groupId() + "' names it.",
                        "slipway security-group describe " + other.groupId());
            }
        }
    }

    private static LauncherException dryRun() {
        return new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
    }
}
