package dev.migrate.laws;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.testing.TestProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the catalogue of each product lists every mutation, or a reason for its
 * absence.
 */
class MutationCatalogueTests {

	@ParameterizedTest
	@EnumSource
	void hasEveryMutationOrReasonForItsAbsence(TestProduct product) {
		Mutations mutations = Mutations.of(product);
		Set<String> missing = new TreeSet<>();
		Arrays.stream(TestProduct.values()).map(Mutations::of).map(Mutations::names).forEach(missing::addAll);
		missing.removeAll(mutations.names());
		assertThat(mutations.lacking().keySet()).isEqualTo(missing);
		assertThat(mutations.lacking().values()).allMatch((reason) -> reason.length() > 5);
		assertThat(mutations.names()).hasSameSizeAs(mutations.all());
	}

}
