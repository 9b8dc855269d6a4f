package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.migrate.GeneratedView;
import dev.migrate.change.Risk;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a change of type never destroys values that it cannot convert.
 */
class TypeChangeTests {

	@TempDir
	private Path folder;

	static Stream<Arguments> withoutConversion() {
		return Stream.of(Arguments.of(TestProduct.POSTGRESQL, Coded.class), Arguments.of(TestProduct.H2, Named.class));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("withoutConversion")
	void unconvertibleValueStopsRun(TestProduct product, Class<?> after) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Numbered.class)) {
			shop.release("create all");
			shop.database().execute("insert into thing (id, code) values (1, 1)");
			GeneratedView generated = shop.map(after).generate("type");
			assertThat(generated.changes().stream().flatMap((change) -> change.risks().stream())).extracting(Risk::kind)
				.contains(Risk.Kind.MAY_FAIL);
			List<String> then = shop.oracle();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> shop.upgrade("head"))
				.satisfies((ex) -> assertThat(ex.getMessage())
					.containsIgnoringCase("table thing has values in code, which cannot be converted")
					.contains("write the conversion into its changeset"));
			assertThat(shop.oracle()).isEqualTo(then);
			shop.database().execute("update thing set code = null");
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(then);
		}
	}

	@Test
	void invalidDefaultChangesWithType() {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.POSTGRESQL, this.folder).init()
			.map(Worded.class)) {
			shop.release("create all");
			shop.database().execute("insert into thing (id, code) values (1, '12')");
			List<String> then = shop.oracle();
			GeneratedView generated = shop.map(Numbered.class).release("type");
			assertThat(generated.changes()).hasSize(1);
			assertThat(shop.check().agrees()).isTrue();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(then);
		}
	}

	@Entity
	@Table(name = "thing")
	static class Numbered {

		@Id
		Long id;

		@Column(name = "code")
		@ColumnDefault("7")
		Integer code;

	}

	@Entity
	@Table(name = "thing")
	static class Worded {

		@Id
		Long id;

		@Column(name = "code")
		@ColumnDefault("'none'")
		String code;

	}

	@Entity
	@Table(name = "thing")
	static class Coded {

		@Id
		Long id;

		@Column(name = "code")
		@ColumnDefault("gen_random_uuid()")
		UUID code;

	}

	@Entity
	@Table(name = "thing")
	static class Named {

		@Id
		Long id;

		@Column(name = "code")
		@ColumnDefault("'A'")
		@Enumerated(EnumType.STRING)
		Letter code;

	}

	enum Letter {

		A, B

	}

}
