package dev.slipway.launcher.errors;

import dev.slipway.host.errors.ErrorCode;
import dev.slipway.host.errors.ExitCode;

/**
 * Every error of the launcher with its code and exit code. The codes are EC2's where EC2 has one, see
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html; docs/errors.md lists them for users.
 */
public enum LauncherError implements ErrorCode {

    // Which object is meant.
    INSTANCE_NOT_FOUND("InvalidInstanceID.NotFound", ExitCode.NOT_FOUND),
    INSTANCE_ID_MALFORMED("InvalidInstanceID.Malformed", ExitCode.USAGE),
    /** A name or a shortened id fits several objects; the hint lists them. */
    AMBIGUOUS_NAME("AmbiguousName", ExitCode.USAGE),
    KEY_PAIR_NOT_FOUND("InvalidKeyPair.NotFound", ExitCode.NOT_FOUND),
    /**
     * No instance type has this name. RunInstances answers {@code InvalidParameterValue} here and DescribeInstanceTypes
     * {@code InvalidInstanceType}; the second says what is wrong, so both our ways use it.
     */
    INSTANCE_TYPE_UNKNOWN("InvalidInstanceType", ExitCode.NOT_FOUND),
    GROUP_NOT_FOUND("InvalidGroup.NotFound", ExitCode.NOT_FOUND),
    GROUP_ID_MALFORMED("InvalidGroupId.Malformed", ExitCode.USAGE),
    TEMPLATE_ID_NOT_FOUND("InvalidLaunchTemplateId.NotFound", ExitCode.NOT_FOUND),
    TEMPLATE_ID_MALFORMED("InvalidLaunchTemplateId.Malformed", ExitCode.USAGE),
    TEMPLATE_NAME_NOT_FOUND("InvalidLaunchTemplateName.NotFoundException", ExitCode.NOT_FOUND),
    TEMPLATE_VERSION_NOT_FOUND("InvalidLaunchTemplateId.VersionNotFound", ExitCode.NOT_FOUND),
    /** No libvirt network and no bridge has this name. EC2 has subnets in their place. */
    NETWORK_NOT_FOUND("InvalidNetwork.NotFound", ExitCode.NOT_FOUND),
    /** No instance is, or was lately, a member of a fleet of this name. */
    /** No import of this account has the id. */
    CONVERSION_TASK_NOT_FOUND("InvalidConversionTaskId", ExitCode.NOT_FOUND),
    CONVERSION_TASK_MALFORMED("InvalidConversionTaskId.Malformed", ExitCode.USAGE),
    EXPORT_TASK_NOT_FOUND("InvalidExportTaskID.NotFound", ExitCode.NOT_FOUND),
    EXPORT_TASK_MALFORMED("InvalidExportTaskID.Malformed", ExitCode.USAGE),
    TASK_STATE("IncorrectState", ExitCode.REFUSED),
    FLEET_NOT_FOUND("InvalidFleet.NotFound", ExitCode.NOT_FOUND),
    VPC_NOT_FOUND("InvalidVpcID.NotFound", ExitCode.NOT_FOUND),
    SUBNET_NOT_FOUND("InvalidSubnetID.NotFound", ExitCode.NOT_FOUND),
    INTERFACE_NOT_FOUND("InvalidNetworkInterfaceID.NotFound", ExitCode.NOT_FOUND),
    ROUTE_TABLE_NOT_FOUND("InvalidRouteTableID.NotFound", ExitCode.NOT_FOUND),
    GATEWAY_NOT_FOUND("InvalidInternetGatewayID.NotFound", ExitCode.NOT_FOUND),
    NETWORK_ACL_NOT_FOUND("InvalidNetworkAclID.NotFound", ExitCode.NOT_FOUND),
    DHCP_OPTIONS_NOT_FOUND("InvalidDhcpOptionID.NotFound", ExitCode.NOT_FOUND),
    ALLOCATION_NOT_FOUND("InvalidAllocationID.NotFound", ExitCode.NOT_FOUND),
    ASSOCIATION_NOT_FOUND("InvalidAssociationID.NotFound", ExitCode.NOT_FOUND),
    ADDRESS_NOT_FOUND("InvalidAddress.NotFound", ExitCode.NOT_FOUND),
    /** SSM's code. */
    PARAMETER_NOT_FOUND("ParameterNotFound", ExitCode.NOT_FOUND),
    GROUP_RULE_NOT_FOUND("InvalidSecurityGroupRuleId.NotFound", ExitCode.NOT_FOUND),
    PERMISSION_NOT_FOUND("InvalidPermission.NotFound", ExitCode.NOT_FOUND),

    // What was asked for.
    INVALID_PARAMETER_VALUE("InvalidParameterValue", ExitCode.USAGE),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", ExitCode.USAGE),
    MISSING_PARAMETER("MissingParameter", ExitCode.USAGE),
    USER_DATA_MALFORMED("InvalidUserData.Malformed", ExitCode.USAGE),
    BLOCK_DEVICE_MAPPING_INVALID("InvalidBlockDeviceMapping", ExitCode.USAGE),
    IDEMPOTENT_PARAMETER_MISMATCH("IdempotentParameterMismatch", ExitCode.REFUSED),
    /** The instances of the launch that the client token names were terminated. */
    IDEMPOTENT_INSTANCE_TERMINATED("IdempotentInstanceTerminated", ExitCode.REFUSED),
    KEY_PAIR_EXISTS("InvalidKeyPair.Duplicate", ExitCode.REFUSED),
    /** The text is no public key of a kind that may be imported. */
    KEY_FORMAT("InvalidKey.Format", ExitCode.USAGE),
    TEMPLATE_EXISTS("InvalidLaunchTemplateName.AlreadyExistsException", ExitCode.REFUSED),
    TEMPLATE_NAME_MALFORMED("InvalidLaunchTemplateName.MalformedException", ExitCode.USAGE),
    GROUP_EXISTS("InvalidGroup.Duplicate", ExitCode.REFUSED),
    /** The name "default" is the region's own. */
    GROUP_RESERVED("InvalidGroup.Reserved", ExitCode.USAGE),
    PERMISSION_EXISTS("InvalidPermission.Duplicate", ExitCode.REFUSED),
    PERMISSION_MALFORMED("InvalidPermission.Malformed", ExitCode.USAGE),
    /** The request would have succeeded, as EC2 answers a dry run. */
    DRY_RUN("DryRunOperation", ExitCode.DONE),
    /** The words on the command line make no command. */
    USAGE("UsageError", ExitCode.USAGE),
    /** A settings file, an environment variable or the user's own instance types cannot be read. */
    SETTINGS_INVALID("InvalidSettings", ExitCode.USAGE),
    /** A file of somebody's own, such as one that describes a fleet, says something that it cannot. */
    INVALID_DOCUMENT("InvalidDocument", ExitCode.USAGE),
    /** A {@code --query} is no JMESPath expression. */
    QUERY_INVALID("InvalidQuery", ExitCode.USAGE),

    // What the endpoint alone refuses, by EC2's common error codes.
    /** The access key is none, or is not told apart from one whose owner has no right here. */
    AUTH_FAILURE("AuthFailure", ExitCode.NOT_PERMITTED),
    ACCESS_KEY_UNKNOWN("InvalidClientTokenId", ExitCode.NOT_PERMITTED),
    SIGNATURE_MISMATCH("SignatureDoesNotMatch", ExitCode.NOT_PERMITTED),
    SIGNATURE_INCOMPLETE("IncompleteSignature", ExitCode.USAGE),
    UNSIGNED("MissingAuthenticationToken", ExitCode.NOT_PERMITTED),
    REQUEST_EXPIRED("RequestExpired", ExitCode.NOT_PERMITTED),
    ACTION_MISSING("MissingAction", ExitCode.USAGE),
    ACTION_INVALID("InvalidAction", ExitCode.USAGE),
    UNKNOWN_PARAMETER("UnknownParameter", ExitCode.USAGE),
    MALFORMED_QUERY("MalformedQueryString", ExitCode.USAGE),
    /** More parameters than a request may have. */
    TOO_MANY_MEMBERS("RequestResourceCountExceeded", ExitCode.USAGE),
    /** The body is larger than a request may be. */
    BODY_TOO_LARGE("RequestEntityTooLarge", ExitCode.USAGE),
    /** A request did not arrive whole in time. */
    REQUEST_TIMED_OUT("RequestTimeout", ExitCode.USAGE),
    /** More requests wait than may; EC2's code for too many of them. */
    REQUEST_LIMIT("RequestLimitExceeded", ExitCode.NO_CAPACITY),
    /** No access key has this id. IAM's code. */
    ACCESS_KEY_NOT_FOUND("NoSuchEntity", ExitCode.NOT_FOUND),
    /** The access keys cannot be read or written. */
    CREDENTIALS_UNREADABLE("CredentialsUnreadable", ExitCode.HYPERVISOR_FAILED),
    /** The address cannot be listened on: it is taken, or it is no address of this host. */
    LISTEN_FAILED("ListenFailed", ExitCode.HYPERVISOR_FAILED),
    /** Others could reach the endpoint without TLS, or before there is an access key. */
    LISTEN_UNSAFE("ListenUnsafe", ExitCode.NOT_PERMITTED),
    /** The certificate or its key is not what a server can use. */
    CERTIFICATE_INVALID("InvalidCertificate", ExitCode.USAGE),

    // What the object's state, its kind or the host allows.
    INCORRECT_INSTANCE_STATE("IncorrectInstanceState", ExitCode.REFUSED),
    /** Reboot, stop and the like on an object that has no such thing; also stop of an instance-store root. */
    UNSUPPORTED_OPERATION("UnsupportedOperation", ExitCode.REFUSED),
    /** Termination or stop protection is on. */
    OPERATION_NOT_PERMITTED("OperationNotPermitted", ExitCode.NOT_PERMITTED),
    UNAUTHORIZED("UnauthorizedOperation", ExitCode.NOT_PERMITTED),
    /** An interface of an instance, or a rule of another group, refers to the security group. */
    GROUP_IN_USE("DependencyViolation", ExitCode.REFUSED),
    /** The default security group stays. */
    CANNOT_DELETE("CannotDelete", ExitCode.REFUSED),
    /** EC2 allows one session on an instance's serial console, and so does libvirt. */
    CONSOLE_IN_USE("SerialConsoleSessionLimitExceeded", ExitCode.REFUSED),
    /** Another command launches, watches or ends the fleet. */
    FLEET_IN_USE("FleetInUse", ExitCode.REFUSED),
    NETWORK_INACTIVE("InvalidNetwork.Inactive", ExitCode.REFUSED),
    ADDRESS_IN_USE("InvalidIPAddress.InUse", ExitCode.REFUSED),
    /** The DHCP range of a libvirt network is used up. */
    ADDRESSES_EXHAUSTED("InsufficientFreeAddressesInSubnet", ExitCode.NO_CAPACITY),
    GROUP_RULES_LIMIT("RulesPerSecurityGroupLimitExceeded", ExitCode.NO_CAPACITY),
    GROUPS_PER_INTERFACE_LIMIT("SecurityGroupsPerInterfaceLimitExceeded", ExitCode.NO_CAPACITY),
    /** The host has not the memory, the processors or the emulator that the instance asks for. */
    INSUFFICIENT_CAPACITY("InsufficientInstanceCapacity", ExitCode.NO_CAPACITY),
    /** No place is left on the running machine for one more disk. */
    ATTACHMENT_LIMIT("AttachmentLimitExceeded", ExitCode.NO_CAPACITY),
    /** The guest was asked to let go of a volume, and has not; it may still do so. */
    VOLUME_BUSY("VolumeBusy", ExitCode.TIMED_OUT),
    /** No firmware on this host boots the way the image asks for. */
    FIRMWARE_MISSING("FirmwareMissing", ExitCode.HYPERVISOR_FAILED),
    INSTANCE_LIMIT_EXCEEDED("InstanceLimitExceeded", ExitCode.NO_CAPACITY),
    /** No port is left on 127.0.0.1, or the one asked for is taken. */
    PORT_UNAVAILABLE("PortUnavailable", ExitCode.NO_CAPACITY),
    /** The way to reach the guest, such as ssh, was not set up for this instance. */
    NOT_REACHABLE("InstanceNotReachable", ExitCode.REFUSED),
    /** The guest could not read or write what was to be copied; the sentence has its own words. */
    COPY_FAILED("CopyFailed", ExitCode.REFUSED),

    // Why a guest never became ready; the exit codes of the design, one each.
    READINESS_TIMEOUT("ReadinessTimeout", ExitCode.TIMED_OUT),
    NOTHING_BOOTABLE("NothingBootable", ExitCode.NOTHING_BOOTABLE),
    BOOT_LOADER_STOPPED("BootLoaderStopped", ExitCode.BOOT_LOADER),
    KERNEL_PANIC("KernelPanic", ExitCode.KERNEL_PANIC),
    NO_ROOT_DEVICE("NoRootDevice", ExitCode.NO_ROOT_DEVICE),
    EMERGENCY_SHELL("EmergencyShell", ExitCode.EMERGENCY_SHELL),
    NO_NETWORK("NoNetwork", ExitCode.NO_NETWORK),
    CLOUD_INIT_FAILED("CloudInitFailed", ExitCode.CLOUD_INIT_FAILED),
    GUEST_POWERED_OFF("GuestPoweredOff", ExitCode.GUEST_POWERED_OFF),
    /** QEMU ended after the guest had been started; ending during the start is {@code HostError.QEMU_DIED}. */
    QEMU_DIED("QemuDied", ExitCode.QEMU_DIED),
    GUEST_DISK_FULL("GuestDiskFull", ExitCode.NO_CAPACITY),
    GUEST_DISK_FAILED("GuestDiskFailed", ExitCode.HYPERVISOR_FAILED),
    /** The guest came up, and its console says what a smoke test forbids. */
    FORBIDDEN_OUTPUT("ForbiddenOutput", ExitCode.CHECK_FAILED),
    /** The guest came up, and what a smoke test asks of it is not so. */
    CHECK_FAILED("CheckFailed", ExitCode.CHECK_FAILED),
    /** It took longer than a baseline allows. */
    BASELINE_EXCEEDED("BaselineExceeded", ExitCode.CHECK_FAILED);

    private final String code;
    private final ExitCode exit;

    LauncherError(String code, ExitCode exit) {
        this.code = code;
        this.exit = exit;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ExitCode exit() {
        return exit;
    }
}
