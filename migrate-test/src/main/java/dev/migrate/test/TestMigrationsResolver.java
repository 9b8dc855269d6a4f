package dev.migrate.test;

import dev.migrate.Migrations;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Resolves parameters of type {@link TestMigrations}.
 */
class TestMigrationsResolver implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestMigrations.class;
	}

	@Override
	public TestMigrations resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return TestMigrations.of(SpringExtension.getApplicationContext(context).getBean(Migrations.class));
	}

}
