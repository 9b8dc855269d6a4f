package dev.migrate.harm;

import java.nio.file.Path;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A rename is never taken for a drop, unless somebody says so.
 */
class RenameTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void whatMayBeARenameIsRefusedUntilSomebodySaysThatItIsNone(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Before.class)) {
			shop.release("create all");
			shop.map(After.class);
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("rename"))
				.satisfies((ex) -> assertThat(ex.getMessage())
					.startsWithIgnoringCase("This may be a rename: column gadget.price for column gadget.cost.")
					.contains("--no-rename"));
			assertThat(shop.history()).hasSize(1);
			Answers none = Answers.NONE.withoutOtherRenames();
			assertThat(EvolvingApplication.changes(shop.generate("really", none).changes()))
				.containsExactly("drop column gadget.cost", "add column gadget.price");
		}
	}

	@Entity
	@Table(name = "gadget")
	static class Before {

		@Id
		Long id;

		String cost;

	}

	@Entity
	@Table(name = "gadget")
	static class After {

		@Id
		Long id;

		String price;

	}

}
