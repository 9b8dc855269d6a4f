package dev.migrate.command.busy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.AcceptedView;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationFailedException;
import dev.migrate.Migrations;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import dev.migrate.testing.StubDatabaseMigrations;
import jakarta.persistence.EntityManagerFactory;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;

/**
 * {@link Migrations} that create more beans from command to command.
 */
class BusyMigrations extends StubDatabaseMigrations implements Migrations {

	private final ListableBeanFactory beanFactory;

	BusyMigrations(ListableBeanFactory beanFactory) {
		super("main");
		this.beanFactory = beanFactory;
		System.out.println("not a result");
	}

	@Override
	public List<String> names() {
		return List.of("main");
	}

	@Override
	public DatabaseMigrations database(String name) {
		return this;
	}

	@Override
	public List<RevisionView> history(String range) {
		return List.of();
	}

	@Override
	public StatusView status() {
		try (Connection connection = this.beanFactory.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from precious")) {
			rows.next();
			return new StatusView(name(), List.of("rows-" + rows.getInt(1)), List.of("head"), List.of());
		}
		catch (SQLException ex) {
			throw new MigrationFailedException(ErrorCode.DATABASE_ERROR, "The database cannot be read.", ex);
		}
	}

	@Override
	public GeneratedView generate(GenerateRequest request) {
		status();
		int entities = this.beanFactory.getBean(EntityManagerFactory.class).getMetamodel().getEntities().size();
		return new GeneratedView(name(), null, null, null, List.of(), List.of(), List.of(entities + " entities"),
				List.of(), 0);
	}

	@Override
	public CheckView check(CheckRequest request) {
		this.beanFactory.getBeansOfType(SpringLiquibase.class);
		this.beanFactory.getBeansOfType(AbstractScriptDatabaseInitializer.class);
		this.beanFactory.getBeansOfType(DataSourceInitializer.class);
		this.beanFactory.getBeansOfType(EntityManagerFactory.class);
		return new CheckView(name(), List.of(), List.of(), List.of(), true, List.of(), List.of(), List.of(), null, null,
				AcceptedView.NONE, null, true);
	}

}
