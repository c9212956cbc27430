package pixpro.ops;

/** An effect as an operator writes it. */
public final class NewEffect {

    private NewEffect() {}

    /** @return the text of a file that is in order */
    public static String text(String id) {
        return """
                - beans:
                    - name: %1$s
                      type: pixpro.effect.Effect
                      properties:
                        title: Postcard
                        description: Dark corners, as on old postcards
                        result: image
                        params: |
                          strength: {type: number, minimum: 0, maximum: 1, default: 0.9, description: how much of it}
                - route:
                    id: effect-%1$s
                    group: effect
                    description: Dark corners, as on old postcards
                    from:
                      uri: direct:effect-%1$s
                      steps:
                        - setVariable:
                            name: model
                            constant: "{{pixpro.models.postcard}}"
                        - to: direct:ask-model
                """.formatted(id);
    }
}
