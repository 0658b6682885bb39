# Duban: one image for api, worker, migrate and admin:create.
# A build needs the package registry once; the running containers need no address outside the installation.

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --ignore-scripts --no-audit --no-fund
COPY . .
# Generating the client needs the name of an existing program where Prisma would download an engine it never uses.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true CHECKPOINT_DISABLE=1 npx prisma generate && npm run build

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
USER node
EXPOSE 3000 3001
# The other programs: node dist/activities/worker.js, node dist/prisma/migrate.js, node dist/api/adminCreate.js
CMD ["node", "dist/api/server.js"]
