package dev.migrate.command.busy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.CheckView;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationFailedException;
import dev.migrate.Migrations;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import jakarta.persistence.EntityManagerFactory;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;

/**
 * A front door that brings more to life from command to command.
 */
class BusyMigrations extends Migrations {

	private final ListableBeanFactory beanFactory;

	BusyMigrations(ListableBeanFactory beanFactory) {
		super(List.of());
		this.beanFactory = beanFactory;
		System.out.println("not a result");
	}

	@Override
	public void fillInProcessDatabase(String database) {
	}

	@Override
	public List<String> databases() {
		return List.of("main");
	}

	@Override
	public List<RevisionView> history(String database, String range) {
		return List.of();
	}

	@Override
	public StatusView status(String database) {
		try (Connection connection = this.beanFactory.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from precious")) {
			rows.next();
			return new StatusView(database, List.of("rows-" + rows.getInt(1)), List.of("head"), List.of());
		}
		catch (SQLException ex) {
			throw new MigrationFailedException("The database cannot be read.", ex);
		}
	}

	@Override
	public GeneratedView generate(String database, GenerateRequest request) {
		status(database);
		int entities = this.beanFactory.getBean(EntityManagerFactory.class).getMetamodel().getEntities().size();
		return new GeneratedView(database, null, null, null, List.of(), List.of(), List.of(entities + " entities"));
	}

	@Override
	public CheckView check(String database) {
		this.beanFactory.getBeansOfType(SpringLiquibase.class);
		this.beanFactory.getBeansOfType(AbstractScriptDatabaseInitializer.class);
		this.beanFactory.getBeansOfType(DataSourceInitializer.class);
		this.beanFactory.getBeansOfType(EntityManagerFactory.class);
		return new CheckView(database, List.of(), List.of(), List.of(), true, List.of(), List.of(), List.of(), null,
				null);
	}

}
