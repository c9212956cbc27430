package pixpro.engine.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something in a picture that an effect tells of. */
public interface Finding {
    /** Writes what it is and where into an answer's JSON object. */
    void describe(ObjectNode object);
}
