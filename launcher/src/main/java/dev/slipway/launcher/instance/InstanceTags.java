package dev.slipway.launcher.instance;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.imagestore.tag.TaggedResource;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.MetadataTags;
import java.util.ArrayList;
import java.util.List;

/** The tags of an account's instances. */
final class InstanceTags implements TaggedKind {

    private final InstanceRecords records;

    InstanceTags(InstanceRecords records) {
        this.records = records;
    }

    @Override
    public String resourceType() {
        return "instance";
    }

    @Override
    public boolean names(String id) {
        return InstanceId.isOne(id);
    }

    @Override
    public List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> tags = new ArrayList<>();
        for (Instance instance : records.require(reader, ids.stream().map(InstanceId::new).toList())) {
            tags.add(instance.tags());
        }
        return tags;
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        records.update(change, new InstanceId(id), instance -> {
            if (instance.metadataOptions().instanceMetadataTags()) {
                MetadataTags.check(tags);
            }
            return instance.withTags(tags);
        });
    }

    @Override
    public List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        for (Instance instance : records.all(reader)) {
            for (Tag tag : instance.tags()) {
                all.add(new TaggedResource(instance.instanceId().value(), resourceType(), tag));
            }
        }
        return all;
    }
}
