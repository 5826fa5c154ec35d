package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.catalogue.Reader;
import java.util.Set;

/** Those whom security groups are there for. */
public interface GroupUse {

    /** Who is in a group: the ids of instances that have not been terminated. */
    Set<String> members(Reader reader, SecurityGroupId group);

    /** Has what runs follow the groups' rules as they are in the catalogue now. Bears being done twice. */
    void follow(Set<SecurityGroupId> groups);
}
