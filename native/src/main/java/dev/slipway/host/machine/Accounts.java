package dev.slipway.host.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The host's own users and groups: {@code /etc/passwd} and {@code /etc/group}. */
final class Accounts {

    /** What Debian and Ubuntu, and what Fedora and its kin, call the user for QEMU. */
    private static final List<String> QEMU_USERS = List.of("libvirt-qemu", "qemu");
    private static final String ROOT = "root";

    private record User(String name, int id, int groupId) {
    }

    private record Group(String name, int id, Set<String> members) {
    }

    private final List<User> users;
    private final List<Group> groups;

    private Accounts(List<User> users, List<Group> groups) {
        this.users = users;
        this.groups = groups;
    }

    static Accounts parse(String passwd, String group) {
        List<User> users = new ArrayList<>();
        for (String line : passwd.split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 4 && isNumber(fields[2]) && isNumber(fields[3])) {
                users.add(new User(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (String line : group.split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 4 && isNumber(fields[2])) {
                groups.add(new Group(fields[0], Integer.parseInt(fields[2]), Set.of(fields[3].split(","))));
            }
        }
        return new Accounts(users, groups);
    }

    /** Whom QEMU runs as, with every group libvirt gives it: its own, those it is a member of, the configured one. */
    Account qemuUser(QemuConf conf) {
        String wanted = conf.user().orElseGet(this::distributionsQemuUser);
        User user = user(wanted);
        Set<Integer> groupIds = new HashSet<>();
        groupIds.add(user.groupId());
        for (Group group : groups) {
            if (group.members().contains(user.name()) || isCalled(group, conf.group())) {
                groupIds.add(group.id());
            }
        }
        return new Account(user.name(), user.id(), groupIds);
    }

    private String distributionsQemuUser() {
        for (String name : QEMU_USERS) {
            for (User user : users) {
                if (user.name().equals(name)) {
                    return name;
                }
            }
        }
        return ROOT;
    }

    private User user(String wanted) {
        for (User user : users) {
            if (user.name().equals(wanted) || ("+" + user.id()).equals(wanted)) {
                return user;
            }
        }
        boolean numeric = wanted.startsWith("+") && isNumber(wanted.substring(1));
        // A name nobody has: libvirt will refuse to start; nobody's permissions are the safe assumption.
        return new User(wanted, numeric ? Integer.parseInt(wanted.substring(1)) : -1, -1);
    }

    private static boolean isCalled(Group group, Optional<String> name) {
        return name.isPresent() && (group.name().equals(name.get()) || ("+" + group.id()).equals(name.get()));
    }

    /** The user's name, or its number. */
    String userName(int id) {
        for (User user : users) {
            if (user.id() == id) {
                return user.name();
            }
        }
        return Integer.toString(id);
    }

    /** The group's name, or its number. */
    String groupName(int id) {
        for (Group group : groups) {
            if (group.id() == id) {
                return group.name();
            }
        }
        return Integer.toString(id);
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
