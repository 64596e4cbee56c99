package org.lineageca.console.picture;

/** How much of a whole: a bar that is filled from the left. The words beside it say the same. */
public final class Gauge {

    private static final int WIDTH = 100;
    private static final int HEIGHT = 6;
    private static final int ROUND = 3;

    private Gauge() {}

    /**
     * Draws.
     *
     * @param id unique on the page
     * @param share of the whole; what is above 1 fills it
     * @param tone good, warning or bad
     */
    public static String draw(String id, String title, double share, String tone) {
        var svg = new SvgWriter(id, WIDTH, HEIGHT, title, title);
        svg.empty("rect", "class", "gauge-whole", "width", WIDTH, "height", HEIGHT, "rx", ROUND);
        svg.empty(
                "rect",
                "class",
                "gauge-part gauge-" + tone,
                "width",
                WIDTH * Math.clamp(share, 0.0, 1.0),
                "height",
                HEIGHT,
                "rx",
                ROUND);
        return svg.end();
    }
}
