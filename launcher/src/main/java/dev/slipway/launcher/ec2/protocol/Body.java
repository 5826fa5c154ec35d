package dev.slipway.launcher.ec2.protocol;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is sent to a client, in pieces: one array for a list of thousands would be large enough to be a burden to the memory.
 *
 * @param pieces in their order, each with its content between its position and its limit; to be read by duplicates
 */
public record Body(List<ByteBuffer> pieces) {

    public Body {
        pieces = List.copyOf(pieces);
    }

    /** One piece. */
    public static Body of(byte[] content) {
        return new Body(List.of(ByteBuffer.wrap(content)));
    }

    /** How many bytes there are. */
    public int length() {
        int length = 0;
        for (ByteBuffer piece : pieces) {
            length += piece.remaining();
        }
        return length;
    }

    /** All of them. */
    public byte[] bytes() {
        ByteBuffer whole = ByteBuffer.allocate(length());
        pieces.forEach(piece -> whole.put(piece.duplicate()));
        return whole.array();
    }
}
