package pixpro.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrameBudgetTest {

    @Test
    void refusesSizesWhoseProductDoesNotFitANumber() {
        assertThatThrownBy(() -> new FrameBudget(100).frame(1L << 32, 1L << 32))
                .isInstanceOf(UnfitImageException.class);
    }

    @Test
    void countsAllFramesTogether() throws UnfitImageException {
        FrameBudget budget = new FrameBudget(1_000_000);
        budget.frame(500, 1000);
        budget.frame(500_000, 1);

        assertThatThrownBy(() -> budget.frame(1, 1))
                .hasMessage("The frames or pages of the image are too large together;"
                        + " at most 1 megapixels are allowed.");
    }
}
