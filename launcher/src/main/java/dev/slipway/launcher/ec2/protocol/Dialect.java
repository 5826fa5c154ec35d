package dev.slipway.launcher.ec2.protocol;

/** The services that the endpoint speaks for, each with its namespace. EC2 and STS write their answers as XML in two ways, the others as JSON. */
public enum Dialect {
    EC2("ec2", "http://ec2.amazonaws.com/doc/2016-11-15/"),
    STS("sts", "https://sts.amazonaws.com/doc/2011-06-15/"),
    /** The parameter store: JSON, with the action in a header. */
    SSM("ssm", ""),
    /** Snapshots block by block: JSON, with the action in the path. */
    EBS("ebs", "");

    private final String service;
    private final String namespace;

    Dialect(String service, String namespace) {
        this.service = service;
        this.namespace = namespace;
    }

    /** As credential scopes name it. */
    public String service() {
        return service;
    }

    /** Whether it speaks JSON. */
    public boolean isJson() {
        return this == SSM || this == EBS;
    }

    /** Of its XML. */
    public String namespace() {
        return namespace;
    }
}
