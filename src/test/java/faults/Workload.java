package faults;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** What is asked for, drawn from the seed: mostly one instant effect, and a little of all else. */
final class Workload {

    /** Instant in the vision engine. */
    static final String EFFECT = "black-and-white";

    static final String CHAIN = "black-and-white,vignette";

    private static final List<String> PEOPLE = List.of("ada", "bob");
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    private final Random random;
    private final Map<String, byte[]> earlier = new LinkedHashMap<>();
    private int count;

    Workload(long seed) {
        random = new Random(seed);
    }

    /**
     * One request.
     *
     * @param op its name
     * @param possible whether the effect exists
     * @param files by names that no other request has
     * @param broken those of them that are no whole images
     */
    record Request(
            String op,
            String person,
            String effect,
            boolean possible,
            boolean reuse,
            Map<String, byte[]> files,
            List<String> broken) {}

    /** @return the next one */
    synchronized Request next() {
        int dice = random.nextInt(100);
        String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
        if (dice < 55) {
            return request(person, EFFECT, true, images(1 + random.nextInt(3)), List.of());
        }
        if (dice < 70) {
            return request(person, CHAIN, true, images(1), List.of());
        }
        if (dice < 80) {
            return request(person, null, true, images(1), List.of());
        }
        if (dice < 88) {
            List<byte[]> images = images(2);
            images.set(1, Arrays.copyOf(images.get(1), images.get(1).length / 2));
            return request(person, EFFECT, true, images, List.of(1));
        }
        if (dice < 92) {
            return request(person, "no-such-effect", false, images(1), List.of());
        }
        return again(person);
    }

    /** @return a request for one instant effect on so many new images of ada's */
    synchronized Request plain(int images) {
        return request("ada", EFFECT, true, images(images), List.of());
    }

    /** The same picture for the same effect: its result may be there already. */
    private Request again(String person) {
        byte[] image = earlier.computeIfAbsent(person, first -> image());
        Request request = request(person, EFFECT, true, List.of(image), List.of());
        return new Request(request.op(), person, EFFECT, true, true, request.files(), List.of());
    }

    private Request request(String person, String effect, boolean possible, List<byte[]> images, List<Integer> broken) {
        String op = "op-" + count++;
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (byte[] image : images) {
            String name = op + "-" + names.size() + ".png";
            names.add(name);
            files.put(name, image);
        }
        return new Request(
                op,
                person,
                effect,
                possible,
                false,
                files,
                broken.stream().map(names::get).toList());
    }

    private List<byte[]> images(int wanted) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            images.add(image());
        }
        return images;
    }

    private byte[] image() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new IllegalStateException("cannot be: the image stays in memory", e);
        }
        return png.toByteArray();
    }
}
