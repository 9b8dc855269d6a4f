package dev.migrate.models;

import dev.migrate.testing.TestProduct;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Model} and {@link SessionFactories}.
 */
class ModelTests {

	@ParameterizedTest
	@EnumSource
	void hibernateCreatesAndValidatesModel(Model model) {
		assumeThat(model.runsOn(TestProduct.H2)).as("%s is a model for H2", model).isTrue();
		String url = model.h2Url("models-" + model);
		SessionFactories.open(model, url, "create-only").close();
		try (SessionFactory sessionFactory = SessionFactories.open(model, url, "validate")) {
			assertThat(sessionFactory.getMetamodel().getEntities()).isNotEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void hibernateMapsModelWithoutConnection(Model model) {
		assumeThat(model.runsOn(TestProduct.POSTGRESQL)).as("%s is a model for PostgreSQL", model).isTrue();
		try (SessionFactory sessionFactory = SessionFactories.offline(model, "PostgreSQL", 17)) {
			assertThat(sessionFactory.getMetamodel().getEntities()).isNotEmpty();
		}
	}

}
