package dev.slipway.imagestore.probe;

/**
 * A partition of a disk.
 *
 * @param type the raw type of a GPT as 32 hex digits, in the order of its bytes; of an MBR two
 * @param offsetBytes where it begins
 * @param sizeBytes how long it is
 */
record Partition(String type, long offsetBytes, long sizeBytes) {

    /** What firmware looks for boot loaders in. */
    static final String EFI_SYSTEM = "28732ac11ff8d211ba4b00a0c93ec93b";
    /** Where grub keeps itself for a BIOS: the bytes read "Hah!IdontNeedEFI". */
    static final String BIOS_BOOT = "4861682149646f6e744e656564454649";
    static final String ROOT_X86_64 = "e3bc684fcde8b14d96e7fbcaf984b709";
    static final String ROOT_ARM64 = "45b021b9f01dc341af444c6f280d3fae";
    static final String ROOT_I386 = "4095474497f2b2419af7d131d5f0458a";

    private static final String MBR_EFI_SYSTEM = "ef";

    boolean isEfiSystem() {
        return type.equals(EFI_SYSTEM) || type.equals(MBR_EFI_SYSTEM);
    }
}
